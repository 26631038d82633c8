import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { readRow } from '#core/query/row-json.ts';
import { rowsSql } from '#core/query/scan-query.ts';
import type { BesideWords } from '#core/record/plan-change.ts';
import type { World } from '#usecases/ports/world.ts';

/**
 * What rows hold in fields that only the other living form shows, by row: the words of a row are those of both. To be read after the rows
 * themselves; whoever wrote in between has given them another version.
 */
export const readBeside = async (
  { db }: Pick<World, 'db'>,
  beside: CompiledTable | undefined,
  ids: readonly string[],
): Promise<ReadonlyMap<string, BesideWords>> => {
  if (!beside || ids.length === 0) return new Map();
  const rows = await db.read<readonly unknown[]>(rowsSql(beside, ids), { job: ids.length > 1 });
  return new Map(
    rows.map((row) => {
      const { id, values, kept } = readRow(beside, row);
      return [id, { fields: beside.fields, values: { ...kept, ...values } }];
    }),
  );
};
