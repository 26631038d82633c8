import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { StoredRecord } from '#core/query/row-json.ts';

/**
 * What a hash of rows reads of one row: its id and the set values visible under a revision, by field key in order. A list of ids is a set,
 * so it is sorted. The same text before and after means that the revision shows the same.
 */
export const rowHashText = (table: CompiledTable, { id, values }: Pick<StoredRecord, 'id' | 'values'>): string => {
  const seen = table.fields
    .map(({ key }) => [key, values[key] ?? null] as const)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => [key, Array.isArray(value) ? [...value].sort() : value] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify([id, ...seen])}\n`;
};
