import { checkCondition } from '#core/condition/check-condition.ts';
import type { Condition } from '#core/condition/condition.ts';
import { foldForSearch } from '#core/compile/search-text.ts';
import { problem, type Problem } from '#core/problem.ts';
import { containedWord } from '#core/query/contained-word.ts';
import { readCursor } from '#core/query/keyset.ts';
import { countSql, searchCap, searchHitsSql } from '#core/query/list-query.ts';
import type { RowSet } from '#core/query/row-query.ts';
import { wordPlaces } from '#core/query/seen-words.ts';
import { isSortable } from '#core/query/sort-term.ts';
import { done, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { countFilter } from '#usecases/review/count-usage.ts';
import { hidesWords, lookTime, settleWords, type SeenRows } from '#usecases/record/seen-words.ts';
import { mostRows, readPage, readSeenPage, type RecordPage } from '#usecases/record/read-page.ts';
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

const usualRows = 50;

/** One page of the rows the caller may read, newest first unless a sort is asked. */
export const listRecords = async (world: World, access: TableAccess, request: ListRequest): Promise<Outcome<RecordPage>> => {
  const selected = await selectUnsettled(world, access, request);
  if (!selected.ok) return selected;
  const { rows, sort } = selected.value;
  const limit = request.limit ?? usualRows;
  const after = request.after === undefined ? undefined : readCursor(request.after, sort.length);
  const faults = [
    ...(Number.isInteger(limit) && limit >= 1 && limit <= mostRows ? [] : [problem('bad-limit', '/limit', { most: mostRows })]),
    ...(request.after !== undefined && !after ? [problem('bad-cursor', '/after')] : []),
  ];
  if (faults.length > 0) return refusedFor(...faults);
  const page = await (rows.seen ? readSeenPage : readPage)(world, access, { rows, sort, limit, after });
  if (request.count !== true) return done(page);
  const settled = await settleWords(world, access, { rows, until: world.now() + lookTime });
  const count = await countRecords(world, access, settled.rows);
  return done({ ...page, count, ...(settled.unfinished ? { unfinished: true } : {}) });
};

export const countRecords = async (world: World, { table }: TableAccess, rows: RowSet): Promise<number> => {
  const [row] = await world.db.read<readonly [number]>(countSql(table, rows));
  return row?.[0] ?? 0;
};

export interface Selection {
  readonly rows: RowSet;
  readonly sort: readonly string[];
}

type SelectRequest = ListRequest & { readonly action?: Action };

/** The rows and the order a request means: the view's and its own filter together, within the caller's reach. `until`: when a search gives up. */
export const selectRows = async (
  world: World,
  access: TableAccess,
  { until, ...request }: SelectRequest & { readonly until?: number },
): Promise<Outcome<Selection & Pick<SeenRows, 'unfinished'>>> => {
  const selected = await selectUnsettled(world, access, request);
  if (!selected.ok) return selected;
  return done({ ...selected.value, ...(await settleWords(world, access, { rows: selected.value.rows, until })) });
};

/** The same before the words of someone from whom a field is kept are looked for. */
const selectUnsettled = async (
  world: World,
  access: TableAccess,
  { action = 'read', ...request }: SelectRequest,
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
    ...(await wordsOf(world, access, request.q)),
    word: await rareWord(world, access, filter),
  };
  return done({ rows, sort });
};

/** The word a filter asks for, where so few rows hold it that the full-text index is the shorter way. */
const rareWord = async (world: World, { table }: TableAccess, filter: Condition | undefined): Promise<string | undefined> => {
  const word = containedWord(filter, table);
  const hits = word === undefined ? undefined : searchHitsSql(table, word);
  if (!hits) return undefined;
  const [row] = await world.db.read<readonly [number]>(hits);
  return (row?.[0] ?? 0) > searchCap ? undefined : word;
};

const nothing = { search: { fragment: '', walk: false } } as const;

/** Few hits: the full-text index; very many: walk the rows in order and stop at a full page. A search never finds a row by a field kept from whoever searches. */
const wordsOf = async (world: World, access: TableAccess, q: string | undefined): Promise<Pick<RowSet, 'search' | 'seen'>> => {
  const { table } = access;
  const fragment = foldForSearch(q ?? '').slice(0, 100);
  if (q === undefined || q.trim() === '') return {};
  if (hidesWords(access)) return fragment === '' || wordPlaces(table).length === 0 ? nothing : { seen: { fragment, table } };
  const hits = searchHitsSql(table, fragment);
  if (!hits) return { search: { fragment, walk: false } };
  const [row] = await world.db.read<readonly [number]>(hits);
  return { search: { fragment, walk: (row?.[0] ?? 0) > searchCap } };
};
