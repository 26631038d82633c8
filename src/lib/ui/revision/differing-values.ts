import type { CompiledField } from '#core/compile/compiled-table.ts';
import { fieldTypes } from '#core/field/registry.ts';
import { lineName } from '#core/compile/cell-line.ts';
import type { Value } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import type { KeptField } from './table-revision.ts';

/** The value of a field under another revision, where it means something else than the one in the form. */
export interface OtherValue extends KeptField {
  readonly value: Value;
}

/**
 * The other values of one field: of each kept line that did not follow, and of every line when the shown one did not.
 */
export const otherValues = (
  field: Pick<CompiledField, 'key'>,
  record: StoredRecord | undefined,
  kept: readonly KeptField[],
): readonly OtherValue[] => {
  if (record === undefined || record.differs.length === 0) return [];
  const isBehind = (line: number): boolean => record.differs.includes(lineName(field.key, line));
  return kept
    .filter((line) => line.field === field.key && (isBehind(line.shown) || isBehind(line.line)))
    .map((line) => ({ ...line, value: record.kept[lineName(line.field, line.line)] ?? null }));
};

/** The other value in words. */
export const otherWords = ({ schema, value }: OtherValue, lookup: Lookup): string =>
  fieldTypes[schema['x-type']].format(value, schema, lookup);

/** The other value as the shown field can hold it; undefined where its words cannot be read. */
export const takenValue = (other: OtherValue, field: CompiledField, lookup: Lookup): Value | undefined => {
  const parsed = field.type.parse(otherWords(other, lookup), field.schema, lookup);
  return parsed.ok && parsed.value !== null ? parsed.value : undefined;
};
