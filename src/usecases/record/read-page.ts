import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { writeCursor, type Cursor } from '#core/query/keyset.ts';
import { listSql, seenListSql } from '#core/query/list-query.ts';
import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import type { RowSet } from '#core/query/row-query.ts';
import { holdsWord } from '#core/query/seen-words.ts';
import { walkSql } from '#core/query/walk-query.ts';
import type { World } from '#usecases/ports/world.ts';
import { lookTime } from '#usecases/record/seen-words.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

export interface RecordPage {
  readonly records: readonly StoredRecord[];
  readonly next: string | null;
  readonly count?: number;
  /** A search by someone from whom a field is kept was not through when its time was up: `next` goes on from there, `count` is at least that many. */
  readonly unfinished?: true;
}

/** Rows of a page at most. */
export const mostRows = 500;
/** Rows that one read of a search looks at, after a small first one: some 50 ms of an idle machine, so that a busy one answers too. */
const mostLooked = 5000;

export interface PageQuery {
  readonly rows: RowSet;
  readonly sort: readonly string[];
  readonly limit: number;
  readonly after: Cursor | undefined;
}

/** One page of rows in their order. */
export const readPage = async (world: World, { table }: TableAccess, query: PageQuery): Promise<RecordPage> => {
  const rows = { ...query.rows, walk: await walkOf(world, table, query.rows) };
  const read = await world.db.read<readonly [readonly unknown[], readonly (string | number | null)[]]>(
    listSql(table, { ...query, rows, limit: query.limit + 1 }),
  );
  const page = read.slice(0, query.limit);
  const last = page.at(-1);
  const records = page.map(([row]) => readRow(table, row));
  const next = read.length > query.limit && last ? writeCursor({ id: records.at(-1)?.id ?? '', values: last[1] }) : null;
  return { records, next };
};

type Looked = readonly [id: string, cursor: readonly (string | number | null)[], row: readonly unknown[] | null];

/** Walks the order and looks for rows that hold the words until the page is full, they end, or the time is up. */
export const readSeenPage = async (world: World, { table }: TableAccess, query: PageQuery): Promise<RecordPage> => {
  const judging = { fragment: query.rows.seen?.fragment ?? '', pinyin: world.pinyin };
  const rows = { ...query.rows, walk: await walkOf(world, table, query.rows) };
  const until = world.now() + lookTime;
  const found: { readonly record: StoredRecord; readonly cursor: Cursor }[] = [];
  let { after } = query;
  let looked = 0;
  for (let limit = Math.min(2 * query.limit, mostRows); ; limit = nextLook({ found: found.length, looked, wanted: query.limit + 1 })) {
    const read = await world.db.read<Looked>(seenListSql(table, { ...query, rows, limit, after }));
    for (const [id, values, row] of read) {
      after = { id, values };
      const record = row && readRow(table, row);
      if (record && holdsWord(table, { ...record.values, ...record.kept }, judging)) found.push({ record, cursor: after });
    }
    const records = found.slice(0, query.limit).map(({ record }) => record);
    const last = found[query.limit - 1];
    if (found.length > query.limit && last) return { records, next: writeCursor(last.cursor) };
    looked += read.length;
    if (read.length < limit || !after) return { records, next: null };
    if (world.now() > until) return { records, next: writeCursor(after), unfinished: true };
  }
};

/** As many rows as should fill the page, by what was found among those looked at; not known yet: five times as many. */
const nextLook = ({ found, looked, wanted }: { readonly found: number; readonly looked: number; readonly wanted: number }): number => {
  const likely = found === 0 ? looked * 5 : Math.ceil(((wanted - found) * looked * 1.25) / found);
  return Math.min(Math.max(likely, wanted), mostLooked);
};

interface Way {
  readonly walk: RowSet['walk'];
  readonly until: number;
}

/** Ways found lately: they only say how a page is found, never which rows it holds, so an old one does no harm. */
const ways = new Map<string, Way>();
const mostWays = 500;
const keepWay = 60_000;

/** How a page of these rows is best found, where that has to be looked up. */
const walkOf = async (world: World, table: CompiledTable, rows: RowSet): Promise<RowSet['walk']> => {
  const sql = rows.bin === true ? undefined : walkSql(table, rows);
  if (!sql) return undefined;
  const key = JSON.stringify(sql);
  const known = ways.get(key);
  if (known && known.until > world.now()) return known.walk;
  const [[options, owners] = [0, 0]] = await world.db.read<readonly [number, number]>(sql);
  const walk = { options: options === 1, owners: owners === 1 };
  if (ways.size >= mostWays) ways.clear();
  ways.set(key, { walk, until: world.now() + keepWay });
  return walk;
};
