import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { differingValues, linesBeside } from '#core/query/differing.ts';
import type { StoredRecord } from '#core/query/row-json.ts';

/** What a form of the table would show beside its own values. */
export const differingOf = (table: CompiledTable, record: StoredRecord) =>
  differingValues(linesBeside(table.fields), record).map(({ field: key, line, schema, value }) => ({ key, line, schema, value }));
