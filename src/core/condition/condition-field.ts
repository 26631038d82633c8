import type { FieldSchema } from '#core/definition/definition.ts';
import type { FieldType } from '#core/field/contract.ts';
import { datetime } from '#core/field/datetime.ts';
import { member } from '#core/field/member.ts';
import { number } from '#core/field/number.ts';

/** What a condition needs to know of a field: its type, its schema and the column that holds it. */
export interface ConditionField {
  readonly key: string;
  readonly schema: FieldSchema;
  readonly type: FieldType;
  readonly column: string;
}

/** Where conditions find fields: a compiled table, or a definition that is being checked. */
export interface FieldSource {
  field(key: string): ConditionField | undefined;
  /** Name of the index table of multi-choice ids (columns field, option, row). */
  readonly optionTable: string;
}

const system = (key: string, column: string, type: FieldType): ConditionField => ({
  key,
  column,
  type,
  schema: { title: key, type: type.json === 'number' ? 'number' : 'string', 'x-type': type.name },
});

/** Facts of every row that conditions may read besides its fields. */
export const systemFields: ReadonlyMap<string, ConditionField> = new Map(
  [
    system('$created', 'created_at', datetime),
    system('$updated', 'updated_at', datetime),
    system('$by', 'created_by', member),
    system('$revision', 'revision', number),
  ].map((field) => [field.key, field]),
);

export const findField = (source: FieldSource, key: string): ConditionField | undefined => systemFields.get(key) ?? source.field(key);
