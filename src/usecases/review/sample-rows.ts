import type { Values } from '#core/definition/definition.ts';
import { readRow, rowJson } from '#core/query/row-json.ts';
import { sampleTest } from '#core/review/scan-sql.ts';
import type { World } from '#usecases/ports/world.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** Rows in which fields are compared with each other: all of a small table, else a part spread over the whole. */
export interface RowSample {
  readonly values: readonly Values[];
  readonly sampled: boolean;
}

const mostRows = 5_000;

export const sampleRows = async (world: World, { whole: table, hidden }: TableAccess): Promise<RowSample> => {
  const [end] = await world.db.read<readonly [number | null, number | null]>({
    text: `select json_array(min(rowid), max(rowid)) as j from ${table.collection}`,
    params: {},
  });
  const every = Math.ceil(((end?.[1] ?? 0) - (end?.[0] ?? 0) + 1) / mostRows);
  const unseen = Object.fromEntries(hidden.map((id, at) => [`h${at}`, id]));
  const tests = hidden.length === 0 ? '' : ` and t.import_id not in (${hidden.map((_, at) => `:h${at}`).join(', ')})`;
  const rows = await world.db.read<readonly unknown[]>(
    {
      text: `select ${rowJson(table)} as j from ${table.collection} t where +t.deleted_at = ''${sampleTest(every)}${tests} limit ${mostRows}`,
      params: unseen,
    },
    { job: true },
  );
  return { values: rows.map((row) => readRow(table, row).values), sampled: every > 1 };
};
