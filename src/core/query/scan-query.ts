import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { SqlText } from '#core/query/bindings.ts';
import { rowJson } from '#core/query/row-json.ts';

/** Every row there is by id, of the bin and of unfinished imports too: for what a new revision does to all of them. */
export const scanSql = (table: CompiledTable, { after, limit }: { readonly after: string; readonly limit: number }): SqlText => ({
  text: `select ${rowJson(table)} as j from ${table.collection} t where t.id > :after order by t.id limit ${limit}`,
  params: { after },
});

/** These rows, as they stand. */
export const rowsSql = (table: CompiledTable, ids: readonly string[]): SqlText => ({
  text: `select ${rowJson(table)} as j from ${table.collection} t where t.id in (select value from json_each(:ids)) order by t.id`,
  params: { ids: JSON.stringify(ids) },
});
