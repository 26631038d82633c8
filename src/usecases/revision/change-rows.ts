import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Values } from '#core/definition/definition.ts';
import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import { rowsSql } from '#core/query/scan-query.ts';
import { planUpdate } from '#core/record/plan-change.ts';
import type { WriteNote } from '#core/record/unit.ts';
import type { Statement } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';
import { lookupOf } from '#usecases/table/open-table.ts';

export interface RowsChange {
  readonly table: CompiledTable;
  readonly rows: readonly StoredRecord[];
  /** What a row gets; undefined leaves it alone. */
  readonly valuesOf: (row: StoredRecord) => Values | undefined;
  readonly note: WriteNote;
  /** Written with the rows. */
  readonly also: readonly Statement[];
}

const mostTries = 5;

/** Changes rows with their history in one unit; those that were written meanwhile are read again. Answers the ids that stayed as they were. */
export const changeRows = async (world: World, change: RowsChange): Promise<readonly string[]> => {
  let { rows } = change;
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const statements = rows.flatMap((row) => updateOf(world, change, row));
    const result = await world.db.write([...statements, ...change.also], { job: true });
    if (result.ok) {
      world.feed.poke();
      return rows.filter((row) => row.deleted !== '' || change.valuesOf(row) === undefined).map(({ id }) => id);
    }
    const ids = rows.map(({ id }) => id);
    rows = (await world.db.read<readonly unknown[]>(rowsSql(change.table, ids), { job: true })).map((row) => readRow(change.table, row));
  }
  return rows.map(({ id }) => id);
};

const updateOf = (world: World, { table, valuesOf, note }: RowsChange, row: StoredRecord): readonly Statement[] => {
  const values = row.deleted === '' ? valuesOf(row) : undefined;
  if (values === undefined) return [];
  const lookup = lookupOf(world, 'zh-CN');
  const plan = planUpdate({ table, before: row, values, historyId: world.newId(), note, pinyin: world.pinyin, lookup });
  return plan.filter((statement) => statement.returns !== true);
};
