import { searchText } from '#core/compile/search-text.ts';
import { readRow } from '#core/query/row-json.ts';
import { scanSql } from '#core/query/list-query.ts';
import type { RowSet } from '#core/query/row-query.ts';
import type { World } from '#usecases/ports/world.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** Rows looked through for one search; what lies beyond is not found rather than found by what the caller must not know. */
const mostLooked = 5000;
const page = 1000;

/** Whether a row's words hold some the caller must not search by. */
export const hidesWords = ({ table, whole }: TableAccess): boolean =>
  table !== whole && whole.fields.some((field) => [field, ...field.kept].some(({ type }) => type.searchable) && !table.field(field.key));

/** Of the rows whose words hold a fragment those that hold it in a field the caller sees. */
export const rowsSeenByWords = async (world: World, { table }: TableAccess, rows: RowSet): Promise<readonly string[]> => {
  const fragment = rows.search?.fragment ?? '';
  const ids: string[] = [];
  let afterId = '';
  for (let looked = 0; looked < mostLooked; looked += page) {
    const read = await world.db.read<readonly unknown[]>(scanSql(table, rows, { afterId, limit: page }));
    const records = read.map((row) => readRow(table, row));
    for (const { id, values, kept } of records)
      if (searchText(table, { ...values, ...kept }, world.pinyin).includes(fragment)) ids.push(id);
    afterId = records.at(-1)?.id ?? '';
    if (records.length < page) break;
  }
  return ids;
};
