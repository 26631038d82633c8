import { checkCondition } from '#core/condition/check-condition.ts';
import type { Condition } from '#core/condition/condition.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { foldForSearch } from '#core/compile/search-text.ts';
import { problem, type Problem } from '#core/problem.ts';
import { containedWord } from '#core/query/contained-word.ts';
import { readCursor, writeCursor, type Cursor } from '#core/query/keyset.ts';
import { countSql, listSql, searchCap, searchHitsSql } from '#core/query/list-query.ts';
import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import type { RowSet } from '#core/query/row-query.ts';
import { walkSql } from '#core/query/walk-query.ts';
import { isSortable } from '#core/query/sort-term.ts';
import { done, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { countFilter } from '#usecases/review/count-usage.ts';
import { hidesWords, rowsSeenByWords } from '#usecases/record/seen-words.ts';
import { rowsFor, type TableAccess } from '#usecases/table/open-table.ts';
import type { Action } from '#core/permission/rights.ts';

/** What a list is asked for, unjudged: it comes from an address or a body. */
export interface ListRequest {
  readonly view?: string | undefined;
  readonly filter?: unknown;
  readonly q?: string | undefined;
  readonly sort?: readonly string[] | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
  readonly count?: boolean | undefined;
  readonly bin?: boolean | undefined;
  readonly ids?: readonly string[] | undefined;
}

export interface RecordPage {
  readonly records: readonly StoredRecord[];
  readonly next: string | null;
  readonly count?: number;
}

export const mostRows = 500;
const usualRows = 50;

/** One page of the rows the caller may read, newest first unless a sort is asked. */
export const listRecords = async (world: World, access: TableAccess, request: ListRequest): Promise<Outcome<RecordPage>> => {
  const selected = await selectRows(world, access, request);
  if (!selected.ok) return selected;
  const { rows, sort } = selected.value;
  const limit = request.limit ?? usualRows;
  const after = request.after === undefined ? undefined : readCursor(request.after, sort.length);
  const faults = [
    ...(Number.isInteger(limit) && limit >= 1 && limit <= mostRows ? [] : [problem('bad-limit', '/limit', { most: mostRows })]),
    ...(request.after !== undefined && !after ? [problem('bad-cursor', '/after')] : []),
  ];
  if (faults.length > 0) return refusedFor(...faults);
  const page = await readPage(world, access, { rows, sort, limit, after });
  return done(request.count === true ? { ...page, count: await countRecords(world, access, rows) } : page);
};

interface PageQuery {
  readonly rows: RowSet;
  readonly sort: readonly string[];
  readonly limit: number;
  readonly after: Cursor | undefined;
}

const readPage = async (world: World, { table }: TableAccess, query: PageQuery): Promise<RecordPage> => {
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

export const countRecords = async (world: World, { table }: TableAccess, rows: RowSet): Promise<number> => {
  const [row] = await world.db.read<readonly [number]>(countSql(table, rows));
  return row?.[0] ?? 0;
};

export interface Selection {
  readonly rows: RowSet;
  readonly sort: readonly string[];
}

/** The rows and the order a request means: the view's and its own filter together, within the caller's reach. */
export const selectRows = async (
  world: World,
  access: TableAccess,
  { action = 'read', ...request }: ListRequest & { readonly action?: Action },
): Promise<Outcome<Selection>> => {
  const { table, whole } = access;
  const view = request.view === undefined ? undefined : table.definition.views.find((candidate) => candidate.key === request.view);
  const sort = request.sort ?? view?.sort ?? [];
  const faults: Problem[] = [
    ...(request.view !== undefined && !view ? [problem('no-such-view', '/view', { view: request.view })] : []),
    ...(sort.length > 3 ? [problem('too-many-sorts', '/sort', { most: 3 })] : []),
    ...sort.filter((word) => !isSortable(table, word)).map((word) => problem('bad-sort', '/sort', { field: word })),
    ...(request.filter === undefined ? [] : checkCondition(request.filter, table, '/filter')),
  ];
  if (faults.length > 0) return refusedFor(...faults);
  const asked = request.filter as Condition | undefined; // checked above
  countFilter(world, access, asked);
  const viewFilter = view && whole.definition.views.find(({ key }) => key === view.key)?.filter;
  const filters = [viewFilter, asked].filter((filter) => filter !== undefined);
  const filter: Condition | undefined = filters.length > 1 ? { all: filters } : filters[0];
  const rows: RowSet = {
    ...rowsFor(access, action),
    bin: request.bin === true,
    filter,
    source: whole,
    ids: request.ids,
    search: await searchOf(world, access, request.q),
    word: await rareWord(world, access, filter),
  };
  return done({ rows: await onlySeenWords(world, access, rows), sort });
};

/** A search never finds a row by a field kept from whoever searches. */
const onlySeenWords = async (world: World, access: TableAccess, rows: RowSet): Promise<RowSet> => {
  const { search } = rows;
  if (!search || !hidesWords(access)) return rows;
  return { ...rows, search: undefined, ids: await rowsSeenByWords(world, access, rows) };
};

/** The word a filter asks for, where so few rows hold it that the full-text index is the shorter way. */
const rareWord = async (world: World, { table }: TableAccess, filter: Condition | undefined): Promise<string | undefined> => {
  const word = containedWord(filter, table);
  const hits = word === undefined ? undefined : searchHitsSql(table, word);
  if (!hits) return undefined;
  const [row] = await world.db.read<readonly [number]>(hits);
  return (row?.[0] ?? 0) > searchCap ? undefined : word;
};

/** Few hits: the full-text index; very many: walk the rows in order and stop at a full page. */
const searchOf = async (world: World, { table }: TableAccess, q: string | undefined): Promise<RowSet['search']> => {
  const fragment = foldForSearch(q ?? '').slice(0, 100);
  if (q === undefined || q.trim() === '') return undefined;
  const hits = searchHitsSql(table, fragment);
  if (!hits) return { fragment, walk: false };
  const [row] = await world.db.read<readonly [number]>(hits);
  return { fragment, walk: (row?.[0] ?? 0) > searchCap };
};
