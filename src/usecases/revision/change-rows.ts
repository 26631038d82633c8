import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Values } from '#core/definition/definition.ts';
import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import { rowsSql } from '#core/query/scan-query.ts';
import { planUpdate, type BesideWords } from '#core/record/plan-change.ts';
import type { WriteNote } from '#core/record/unit.ts';
import type { Statement } from '#usecases/ports/database.ts';
import { readBeside } from '#usecases/record/read-beside.ts';
import type { World } from '#usecases/ports/world.ts';
import { lookupOf } from '#usecases/table/open-table.ts';

export interface RowsChange {
  readonly table: CompiledTable;
  /** Those of the bin too. */
  readonly rows: readonly StoredRecord[];
  /** What a row gets; undefined leaves it alone. */
  readonly valuesOf: (row: StoredRecord) => Values | undefined;
  readonly note: WriteNote;
  /** Written with the rows, whatever becomes of them. */
  readonly also: (changed: RowsChanged) => readonly Statement[];
}

/** Of the rows given, as they stood last. */
export interface RowsChanged {
  readonly changed: readonly StoredRecord[];
  /** Not to be changed any more, or written by others again and again. */
  readonly left: readonly StoredRecord[];
}

const mostTries = 5;

/** Changes rows with their history in one unit; those that were written meanwhile are read again. */
export const changeRows = async (world: World, change: RowsChange): Promise<RowsChanged> => {
  let { rows } = change;
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const beside = await readBeside(
      world,
      world.tables.live(change.table.key)?.beside,
      rows.map(({ id }) => id),
    );
    const plans = rows.map((row) => ({ row, statements: updateOf(world, change, { row, beside: beside.get(row.id) }) }));
    const outcome: RowsChanged = {
      changed: plans.filter(({ statements }) => statements.length > 0).map(({ row }) => row),
      left: plans.filter(({ statements }) => statements.length === 0).map(({ row }) => row),
    };
    const result = await world.db.write([...plans.flatMap(({ statements }) => statements), ...change.also(outcome)], { job: true });
    if (result.ok) {
      world.feed.poke();
      return outcome;
    }
    const ids = rows.map(({ id }) => id);
    rows = (await world.db.read<readonly unknown[]>(rowsSql(change.table, ids), { job: true })).map((row) => readRow(change.table, row));
  }
  const outcome: RowsChanged = { changed: [], left: rows };
  await world.db.write(change.also(outcome), { job: true });
  return outcome;
};

interface RowNow {
  readonly row: StoredRecord;
  readonly beside: BesideWords | undefined;
}

const updateOf = (world: World, { table, valuesOf, note }: RowsChange, { row, beside }: RowNow): readonly Statement[] => {
  const values = valuesOf(row);
  if (values === undefined) return [];
  const lookup = lookupOf(world, 'zh-CN');
  const plan = planUpdate({ table, before: row, values, beside, historyId: world.newId(), note, pinyin: world.pinyin, lookup });
  return plan.filter((statement) => statement.returns !== true);
};
