import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Value } from '#core/definition/definition.ts';
import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import { rowsSql, scanSql } from '#core/query/scan-query.ts';
import { planBackfill } from '#core/record/plan-backfill.ts';
import type { RevisionChange } from '#core/record/compare-revisions.ts';
import type { ClassifyScene } from '#core/record/classify-row.ts';
import type { Statement } from '#usecases/ports/database.ts';
import { readBeside } from '#usecases/record/read-beside.ts';
import { fillingTable } from '#usecases/revision/judging-table.ts';
import type { World } from '#usecases/ports/world.ts';

/** Rows of one unit: 10–20 ms of the one writer, so that nobody waits long behind it. */
const unitRows = 250;
/** Rows of one reading, for several units. */
const pageRows = 1_000;

interface Filling {
  readonly change: RevisionChange;
  readonly scene: ClassifyScene;
  /** The fields with words that only a form on trial shows. */
  readonly beside: CompiledTable | undefined;
}

/** Lines of the history whose rows are looked at again in one unit. */
const tailRows = 500;

const readRows = (table: CompiledTable, rows: readonly (readonly unknown[])[]): readonly StoredRecord[] =>
  rows.map((row) => readRow(table, row));

/** Rows that were written meanwhile are left out; their line of the history brings them again. */
const fillOf = async (world: World, filling: Filling, found: readonly (readonly unknown[])[]): Promise<readonly Statement[]> => {
  const { change, scene } = filling;
  const rows = readRows(fillingTable(change), found);
  const beside = await readBeside(
    world,
    filling.beside,
    rows.map(({ id }) => id),
  );
  const { statements } = planBackfill({ change, scene, pinyin: world.pinyin, rows, beside });
  return statements.filter((statement) => statement.returns !== true);
};

interface Going {
  /** The last row that was filled. */
  readonly after: string;
  /** Puts the place into the unit that reaches it. */
  readonly move: (last: string) => Statement;
  /** So many rows more are filled. */
  readonly tell: (rows: number) => void;
}

/**
 * Fills the new lines of all rows after a place, unit by unit in their order, and answers the last row. The next page is being read and the
 * next unit planned while one is being written: a row that was written in between is left out, as ever.
 */
export const fillRows = async (world: World, filling: Filling, { after, move, tell }: Going): Promise<string> => {
  const pageAfter = (id: string) =>
    heard(world.db.read<Cells>(scanSql(fillingTable(filling.change), { after: id, limit: pageRows }), { job: true }));
  let last = after;
  let coming = pageAfter(after);
  let writing = Promise.resolve();
  for (;;) {
    const page = await coming;
    if (page.length === 0) break;
    coming = pageAfter(lastId(page));
    for (let at = 0; at < page.length; at += unitRows) {
      const rows = page.slice(at, at + unitRows);
      const statements = await fillOf(world, filling, rows);
      await writing;
      last = lastId(rows);
      writing = heard(writeFilled(world, [...statements, move(last)]).then(() => tell(rows.length)));
    }
  }
  await writing;
  return last;
};

type Cells = readonly unknown[];
const lastId = (rows: readonly Cells[]): string => String(rows.at(-1)?.[0]);

/** Its failure is heard where it is awaited, later. */
const heard = <T>(promise: Promise<T>): Promise<T> => {
  promise.catch(() => undefined);
  return promise;
};

const writeFilled = async (world: World, statements: readonly Statement[]): Promise<void> => {
  const result = await world.db.write(statements, { job: true });
  if (!result.ok) throw new Error(`a unit of conversions was undone: ${JSON.stringify(result.conflict)}`);
};

type TailLine = readonly [number, string, Readonly<Record<string, readonly [Value, Value]>> | null];

const fillsFields = ({ change }: Filling): boolean => change.fields.some(({ filling }) => filling !== undefined);

/** What fields held before each change that was told so far: a unit that left a row out is made good from a later line. */
const openEarlier = () => {
  const told = new Map<string, TailLine[2][]>();
  return {
    add: (lines: readonly TailLine[]): void => {
      for (const [, record, changes] of lines) if (changes !== null) told.set(record, [...(told.get(record) ?? []), changes]);
    },
    of: (row: string, field: string): readonly Value[] =>
      (told.get(row) ?? []).flatMap((changes) => (changes !== null && Object.hasOwn(changes, field) ? [changes[field]?.[0] ?? null] : [])),
  };
};

/** Converts again what was written since a line of the history, until nothing new is there; answers the last line seen. */
export const followTail = async (world: World, filling: Filling, from: number): Promise<number> => {
  const earlier = openEarlier();
  let seq = from;
  for (;;) {
    const lines = await world.db.read<TailLine>(
      {
        text: `select json_array(rowid, record, ${fillsFields(filling) ? 'json(changes)' : 'null'}) as j from b_history where rowid > :seq and tbl = :table and record <> '' order by rowid limit ${tailRows}`,
        params: { seq, table: filling.change.table.key },
      },
      { job: true },
    );
    const last = lines.at(-1);
    if (!last) return seq;
    const rows = await world.db.read<readonly unknown[]>(rowsSql(fillingTable(filling.change), [...new Set(lines.map(([, id]) => id))]), {
      job: true,
    });
    earlier.add(lines);
    const statements = await fillOf(world, { ...filling, scene: { ...filling.scene, earlier: earlier.of } }, rows);
    if (statements.length > 0) await world.db.write(statements, { job: true });
    seq = last[0];
  }
};

export const lastHistory = async (world: Pick<World, 'db'>): Promise<number> => {
  const [row] = await world.db.read<readonly [number]>({
    text: 'select json_array(coalesce(max(rowid), 0)) as j from b_history',
    params: {},
  });
  return row?.[0] ?? 0;
};
