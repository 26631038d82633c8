import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { narrowTable } from '#core/compile/narrow-table.ts';

/** Of another living form the fields with words that none of these tables shows: whoever makes the words of a row anew keeps theirs. */
export const besideTable = (other: CompiledTable, shown: readonly CompiledTable[]): CompiledTable | undefined => {
  const keys = other.fields
    .filter(({ key }) => shown.every((table) => table.field(key) === undefined))
    .filter((field) => [field, ...field.kept].some(({ type }) => type.searchable))
    .map(({ key }) => key);
  return keys.length === 0 ? undefined : narrowTable(other, new Set(keys));
};
