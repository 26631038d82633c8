import type { Bind } from '#core/condition/condition-to-sql.ts';
import { newBindings, type SqlText } from '#core/query/bindings.ts';
import { keysetArms, type Cursor } from '#core/query/keyset.ts';
import { rowJson } from '#core/query/row-json.ts';
import { rowTests, type RowSet } from '#core/query/row-query.ts';
import { wordPlaces, wordTests } from '#core/query/seen-words.ts';
import { sortTerms, type SortTerm } from '#core/query/sort-term.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { searchPhrase } from '#core/compile/search-text.ts';

export interface ListQuery {
  readonly rows: RowSet;
  /** Field keys, `-` for descending; empty: newest first. */
  readonly sort: readonly string[];
  readonly limit: number;
  readonly after?: Cursor | undefined;
}

/** One page: each row is `[row, [sort values]]` as JSON. */
export const listSql = (table: CompiledTable, query: ListQuery): SqlText =>
  walkedSql(table, query, (terms) => `json_array(${rowJson(table)}, ${cursorJson(terms)})`);

/**
 * The next rows of an order, whether they hold the words or not: `[id, [sort values], row]`, the row null where it surely does not hold them,
 * so that one read looks at so many rows and no more.
 */
export const seenListSql = (table: CompiledTable, query: ListQuery): SqlText =>
  walkedSql(table, { ...query, rows: { ...query.rows, seen: undefined } }, (terms, bind) => {
    const { sure, maybe } = wordTests(table, query.rows.seen?.fragment ?? '', bind);
    return `json_array(t.id, ${cursorJson(terms)}, json(case when ${sure} or ${maybe} then ${rowJson(table)} end))`;
  });

const walkedSql = (table: CompiledTable, query: ListQuery, select: (terms: readonly SortTerm[], bind: Bind) => string): SqlText => {
  const { bind, params } = newBindings();
  const terms = sortTerms(table, query.sort);
  const tests = rowTests(table, query.rows, bind);
  const selected = `${select(terms, bind)} as j`;
  const arms = keysetArms({ terms, cursor: query.after, bind }).map(
    (arm) =>
      `select ${selected} from ${table.collection} t where ${[...tests, ...arm.where].join(' and ')} order by ${arm.order} limit ${query.limit}`,
  );
  const [only = '', ...more] = arms;
  if (more.length === 0) return { text: only, params };
  return { text: `select j from (${arms.map((arm) => `select j from (${arm})`).join(' union all ')}) limit ${query.limit}`, params };
};

const cursorJson = (terms: readonly SortTerm[]): string =>
  `json_array(${terms.map((term) => (term.unset === undefined ? term.value : `case when ${term.unset} then null else ${term.value} end`)).join(', ')})`;

export const countSql = (table: CompiledTable, rows: RowSet): SqlText => {
  const { bind, params } = newBindings();
  return { text: `select json_array(count(*)) as j from ${table.collection} t where ${rowTests(table, rows, bind).join(' and ')}`, params };
};

/** Hits of a fragment in the whole table, counted up to the cap: decides between the index and a walk. */
export const searchHitsSql = (table: CompiledTable, fragment: string): SqlText | undefined => {
  const phrase = searchPhrase(fragment);
  if (phrase === undefined) return undefined;
  const { bind, params } = newBindings();
  const inner = `select 1 from ${table.searchTable} s where s.words match ${bind(phrase)} limit ${searchCap + 1}`;
  return { text: `select json_array(count(*)) as j from (${inner})`, params };
};

export const searchCap = 2000;

/** Counts (or sums of a number field) by up to three fields: rows `[[keys], count, sum?]`. */
export const groupSql = (table: CompiledTable, rows: RowSet, by: readonly string[]): SqlText => {
  const { bind, params } = newBindings();
  const columns = by.flatMap((key) => (table.field(key) ? [`t.${table.field(key)?.column}`] : []));
  const text = `select json_array(json_array(${columns.join(', ')}), count(*)) as j from ${table.collection} t where ${rowTests(table, rows, bind).join(' and ')} group by ${columns.join(', ')} limit 5000`;
  return { text, params };
};

/** Totals of the list's foot: rows, and for number fields the sum of what is set. */
export const totalSql = (table: CompiledTable, rows: RowSet, sums: readonly string[]): SqlText => {
  const { bind, params } = newBindings();
  const columns = sums.flatMap((key) => (table.field(key) ? [`sum(t.${table.field(key)?.column})`] : []));
  return {
    text: `select json_array(${['count(*)', ...columns].join(', ')}) as j from ${table.collection} t where ${rowTests(table, rows, bind).join(' and ')}`,
    params,
  };
};

/** Rows by id order for exports and scans, at most `limit` after `afterId`. */
export const scanSql = (table: CompiledTable, rows: RowSet, page: { readonly afterId: string; readonly limit: number }): SqlText => {
  const { bind, params } = newBindings();
  const tests = [`t.id > ${bind(page.afterId)}`, ...rowTests(table, rows, bind)];
  return {
    text: `select ${rowJson(table)} as j from ${table.collection} t where ${tests.join(' and ')} order by t.id limit ${page.limit}`,
    params,
  };
};

/** At most a hundred arguments each: SQLite's limit lies not far above. */
const nested = (columns: readonly string[]): string => {
  const parts = Array.from({ length: Math.ceil(columns.length / 100) }, (_, at) => columns.slice(at * 100, at * 100 + 100));
  return `json_array(${parts.map((part) => `json_array(${part.join(', ')})`).join(', ')})`;
};

/** Rows by id: `[id, 1]` of those that surely hold a fragment, `[id, 0]` of those that surely do not, else `[id, [texts of wordPlaces]]` for `holdsWord` to judge. */
export const wordScanSql = (table: CompiledTable, rows: RowSet, page: { readonly afterId: string; readonly limit: number }): SqlText => {
  const { bind, params } = newBindings();
  const { sure, maybe } = wordTests(table, rows.seen?.fragment ?? '', bind);
  const tests = [`t.id > ${bind(page.afterId)}`, ...rowTests(table, { ...rows, seen: undefined }, bind)];
  const texts = wordPlaces(table).map(({ column }) => `t.${column}`);
  return {
    text: `select json_array(t.id, json(case when ${sure} then 1 when ${maybe} then ${nested(texts)} else 0 end)) as j from ${table.collection} t where ${tests.join(' and ')} order by t.id limit ${page.limit}`,
    params,
  };
};

export const recordSql = (table: CompiledTable, id: string): SqlText => ({
  text: `select ${rowJson(table)} as j from ${table.collection} t where t.id = :id`,
  params: { id },
});
