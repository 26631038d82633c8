import type { CompiledField } from '#core/compile/compiled-table.ts';
import { convertValue } from '#core/convert/convert-value.ts';
import { fieldTypes } from '#core/field/registry.ts';
import type { Value } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import { differingValues } from '#core/query/differing.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import type { KeptField } from './table-revision.ts';

export type OtherValue = ReturnType<typeof differingValues<KeptField>>[number];

/** The other values of one field of a form; none while the row is new. */
export const otherValues = (
  field: Pick<CompiledField, 'key'>,
  record: StoredRecord | undefined,
  kept: readonly KeptField[],
): readonly OtherValue[] =>
  record === undefined
    ? []
    : differingValues(
        kept.filter((line) => line.field === field.key),
        record,
      );

/** The other value in words. */
export const otherWords = ({ schema, value }: OtherValue, lookup: Lookup): string =>
  fieldTypes[schema['x-type']].format(value, schema, lookup);

/** Whether the other line can take the shown value as it is, so that holding to it leaves nothing that differs. */
export const canHold = (
  other: OtherValue,
  field: CompiledField,
  { value, lookup }: { readonly value: Value; readonly lookup: Lookup },
): boolean => value !== null && convertValue(value, { from: field.schema, to: other.schema }, { lookup }).kind === 'clean';

/** The other value as the shown field can hold it; undefined where its words cannot be read. */
export const takenValue = (other: OtherValue, field: CompiledField, lookup: Lookup): Value | undefined => {
  const parsed = field.type.parse(otherWords(other, lookup), field.schema, lookup);
  return parsed.ok && parsed.value !== null ? parsed.value : undefined;
};
