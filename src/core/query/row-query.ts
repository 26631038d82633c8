import type { Asker, Condition } from '#core/condition/condition.ts';
import type { FieldSource } from '#core/condition/condition-field.ts';
import { conditionToSql, type Bind } from '#core/condition/condition-to-sql.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { searchPhrase } from '#core/compile/search-text.ts';
import { wordTests } from '#core/query/seen-words.ts';
import type { Scope } from '#core/permission/rights.ts';

/** Which rows a query looks at. Every query of rows is built from one of these, so no door can forget the scope. */
export interface RowSet {
  readonly scope: Scope;
  readonly asker: Asker;
  readonly filter?: Condition | undefined;
  /** Where the filter finds its fields: a view may ask for some that its reader does not see. */
  readonly source?: FieldSource | undefined;
  /** A page finds its rows by walking its order, past the index of the owners or of the filter's options, where very many rows are theirs. */
  readonly walk?: { readonly owners: boolean; readonly options: boolean } | undefined;
  /** Folded fragment (foldForSearch); `walk` reads the rows instead of the index, for fragments with very many hits. */
  readonly search?: { readonly fragment: string; readonly walk: boolean } | undefined;
  /** Folded word that the filter asks for anyway (containedWord) and few rows hold: the full-text index finds them. */
  readonly word?: string | undefined;
  /** Folded fragment that a field of this table may hold; the index of search words is not asked, `holdsWord` decides. */
  readonly seen?: { readonly fragment: string; readonly table: CompiledTable } | undefined;
  readonly bin?: boolean;
  /** Imports that have not ended: their rows do not exist yet. */
  readonly hidden?: readonly string[];
  readonly ids?: readonly string[] | undefined;
}

/** The SQL tests of a row set over `t`. `deleted_at = ''` is literal so that the partial indexes apply. */
export const rowTests = (table: CompiledTable, rows: RowSet, bind: Bind): readonly string[] => [
  rows.bin === true ? "t.deleted_at <> ''" : "t.deleted_at = ''",
  ...scopeTest(table, rows, bind),
  ...(rows.hidden === undefined || rows.hidden.length === 0 ? [] : [`t.import_id not in (${rows.hidden.map(bind).join(', ')})`]),
  ...(rows.ids === undefined ? [] : [idTest(rows.ids, bind)]),
  ...(rows.filter === undefined
    ? []
    : [conditionToSql(rows.filter, { asker: rows.asker, source: rows.source ?? table, bind, walk: rows.walk?.options })]),
  ...searchTest(table, rows.search, bind),
  ...seenTest(rows.seen, bind),
  ...(rows.word === undefined ? [] : searchTest(table, { fragment: rows.word, walk: false }, bind)),
];

const mostNamed = 500;

const idTest = (ids: readonly string[], bind: Bind): string => {
  if (ids.length === 0) return '0';
  if (ids.length > mostNamed) return `t.id in (select value from json_each(${bind(JSON.stringify(ids))}))`;
  return `t.id in (${ids.map(bind).join(', ')})`;
};

const scopeTest = (table: CompiledTable, { scope, walk }: Pick<RowSet, 'scope' | 'walk'>, bind: Bind): readonly string[] => {
  if (scope.kind === 'all') return [];
  const [only, ...more] = scope.owners;
  if (only === undefined) return ['0'];
  if (more.length === 0) return [`t.${table.ownerColumn} = ${bind(only)}`];
  return [`${walk?.owners === true ? '+' : ''}t.${table.ownerColumn} in (${scope.owners.map(bind).join(', ')})`];
};

const seenTest = (seen: RowSet['seen'], bind: Bind): readonly string[] => {
  if (seen === undefined) return [];
  const { sure, maybe } = wordTests(seen.table, seen.fragment, bind);
  return [`(${sure} or ${maybe})`];
};

const searchTest = (table: CompiledTable, search: RowSet['search'], bind: Bind): readonly string[] => {
  if (search === undefined) return [];
  const phrase = searchPhrase(search.fragment);
  if (phrase === undefined) return ['0'];
  if (search.walk) return [`instr(t.search_text, ${bind(search.fragment)}) > 0`];
  return [`t.rowid in (select s.rowid from ${table.searchTable} s where s.words match ${bind(phrase)})`];
};
