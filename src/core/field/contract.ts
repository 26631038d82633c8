import type { Operator } from '#core/condition/condition.ts';
import type { FieldSchema, FieldTypeName, Value } from '#core/definition/definition.ts';
import type { Problem, Result } from '#core/problem.ts';

/** A fragment of standard JSON Schema 2020-12. `x-problem` beside a keyword names the problem code that its failure means. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly team: string;
}

/** What values refer to outside the row. Data, handed in by the caller. */
export interface Lookup {
  person(id: string): Person | undefined;
  /** Exact name, `name <mail>` or mail; more than one answer means the name is not enough. */
  peopleNamed(text: string): readonly Person[];
  /** Full words of a region code (`浙江省 / 杭州市 / 西湖区`), undefined for an unknown code. */
  regionPath(code: string): readonly string[] | undefined;
  /** Codes whose words are meant by a text such as 浙江杭州西湖区. */
  regionCode(text: string): string | undefined;
  readonly zone: string;
  readonly language: 'zh-CN' | 'en';
}

/** Rows order by the column itself, a pinyin key beside it, the place of the option, or the person's name. */
export type Ordering = 'column' | 'sort-key' | 'option' | 'person';

/** One field type: everything that differs between types, and the only place where it does. */
export interface FieldType {
  readonly name: FieldTypeName;
  /** JSON type of a set value. */
  readonly json: 'string' | 'number' | 'boolean' | 'array';
  readonly storage: 'text' | 'json';
  readonly ordering: Ordering;
  /** Schema keywords a field of this type may carry beyond the common ones (title, description, x-en, type, x-type, x-show …). */
  readonly keywords: readonly string[];
  readonly operators: readonly Operator[];
  /** Whether its words are found by the search box. */
  readonly searchable: boolean;
  /** Standard schema fragment of a set value, without `type`. `record` admits what stored rows may hold (retired options). */
  schema(field: FieldSchema, purpose: 'judge' | 'record' | 'create'): JsonSchema;
  /** What is stored for an accepted value: NFC, trimmed, '' and [] become null. */
  clean(value: Value): Value;
  /** A cell's words → value; refuses with the reason words cannot be read. The verdict judges afterwards. */
  parse(text: string, field: FieldSchema, lookup: Lookup): Result<Value>;
  /** Value → words for cells, exports and sentences; '' for unset. */
  format(value: Value, field: FieldSchema, lookup: Lookup): string;
  /** What no standard schema can say: existence, decimals, retired options. May only be stricter. */
  judge?(value: Value, field: FieldSchema, lookup: Lookup): readonly Problem[];
  /** Faults of the field's own definition, beyond the meta-schema; paths below the field. */
  check?(field: FieldSchema): readonly Problem[];
  toColumn(value: Value): string | number | null;
  fromColumn(stored: unknown): Value;
}
