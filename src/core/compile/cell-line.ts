import type { Readings } from '#core/convert/conversion.ts';
import type { FieldSchema, FieldTypeName } from '#core/definition/definition.ts';
import type { FieldType } from '#core/field/contract.ts';
import { fieldTypes } from '#core/field/registry.ts';

/** Types whose values stand as they are in a column of text. */
type Textual = 'text' | 'long-text' | 'phone' | 'email' | 'url' | 'id-number';
type Numeric = 'number' | 'percent';

/** What a column can hold without converting: types of one kind share a cell line, and changing between them moves no value. */
export type LineKind = 'text' | 'number' | Exclude<FieldTypeName, Textual | Numeric>;

const textual: ReadonlySet<string> = new Set<Textual>(['text', 'long-text', 'phone', 'email', 'url', 'id-number']);

const isTextual = (name: FieldTypeName): name is FieldTypeName & Textual => textual.has(name);

export const lineKind = (schema: FieldSchema): LineKind => {
  const name = schema['x-type'];
  if (isTextual(name)) return 'text';
  return name === 'percent' ? 'number' : name;
};

/** Line 1 is `f_<key>`. Later ones carry their number in front (`f2_<key>`), because `amount_2` may be the key of another field. */
export const lineColumn = (key: string, line: number): string => `f${line === 1 ? '' : String(line)}_${key}`;

/** Column of the pinyin sort key of a line, '' where its type orders otherwise. */
export const lineSortColumn = (key: string, line: number, type: FieldType): string =>
  type.ordering === 'sort-key' ? `k${line === 1 ? '' : String(line)}_${key}` : '';

/** A line that a revision does not show but keeps in step with every write. */
export interface KeptLine {
  readonly line: number;
  readonly column: string;
  readonly sortColumn: string;
  readonly schema: FieldSchema;
  readonly type: FieldType;
  /** The manager's readings of the shown line's words into this one. */
  readonly there?: Readings;
  /** And of this one's words into the shown line. */
  readonly back?: Readings;
}

/** Which line each field of a revision shows, and which others are kept; a field that is not named shows line 1 and keeps none. */
export type LineBook = Readonly<Record<string, LineEntry>>;

export interface LineEntry {
  readonly line: number;
  readonly kept: readonly Pick<KeptLine, 'line' | 'schema' | 'there' | 'back'>[];
}

export const keptLine = (key: string, entry: LineEntry['kept'][number]): KeptLine => {
  const { line, schema } = entry;
  const type = fieldTypes[schema['x-type']];
  return { ...entry, column: lineColumn(key, line), sortColumn: lineSortColumn(key, line, type), type };
};

/** Name of a line in the marks of a row and among its kept values; a slash stands in no field key. */
export const lineName = (key: string, line: number): string => `${key}/${String(line)}`;
