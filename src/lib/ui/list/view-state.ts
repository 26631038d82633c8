import type { Condition } from '#core/condition/condition.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { View } from '#core/definition/definition.ts';
import { cardKeys } from './card-fields.ts';

/** How a list is looked at, whole: the chosen view with what the address changes in it. */
export interface ViewState {
  /** Key of a view of the definition, or the id of a personal one. */
  readonly view: string;
  readonly filter: Condition | undefined;
  readonly q: string;
  readonly sort: readonly string[];
  readonly columns: readonly string[];
  readonly frozen: number;
}

export interface SavedView {
  readonly id: string;
  readonly title: string;
  readonly document: {
    readonly columns: readonly string[];
    readonly frozen: number;
    readonly sort: readonly string[];
    readonly filter?: Condition | undefined;
    readonly q?: string | undefined;
  };
}

/** Shown where a table brings no view of its own. */
export const wholeView = 'all';

const sharedView = (view: View): ViewState => ({
  view: view.key,
  filter: view.filter,
  q: '',
  sort: view.sort ?? [],
  columns: view.columns,
  frozen: view.frozen ?? 1,
});

/** A view as it stands before the address changes anything; the first one for an unknown key. */
export const viewNamed = (key: string | null, table: CompiledTable, saved: readonly SavedView[]): ViewState => {
  const own = saved.find((view) => view.id === key);
  if (own)
    return {
      view: own.id,
      filter: own.document.filter,
      q: own.document.q ?? '',
      sort: own.document.sort,
      frozen: own.document.frozen,
      columns: knownColumns(own.document.columns, table),
    };
  const { views } = table.definition;
  const view = views.find((candidate) => candidate.key === key) ?? views[0];
  const state = view
    ? sharedView(view)
    : { view: wholeView, filter: undefined, q: '', sort: [], columns: table.fields.slice(0, 12).map((field) => field.key), frozen: 2 };
  return { ...state, columns: knownColumns(state.columns, table) };
};

const knownColumns = (columns: readonly string[], table: CompiledTable): readonly string[] => {
  const known = columns.filter((key) => table.field(key));
  return known.length > 0 ? known : table.fields.slice(0, 1).map((field) => field.key);
};

const wordsOf = (text: string): readonly string[] => text.split(',').filter((word) => word !== '');

/** A condition that cannot be read is handed on as it is, for the server to refuse by name. */
const readFilter = (text: string): Condition | undefined => {
  if (text === '') return undefined;
  const unread = { all: [], unread: text } as Condition; // judged by checkCondition like everything from an address
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Condition) : unread;
  } catch {
    return unread;
  }
};

/** Reads the address of a list: `view`, and where they differ from it `filter`, `q`, `sort`, `cols`, `frozen`. */
export const readViewState = (params: URLSearchParams, table: CompiledTable, saved: readonly SavedView[]): ViewState => {
  const base = viewNamed(params.get('view'), table, saved);
  const [filter, sort, cols, frozen] = [params.get('filter'), params.get('sort'), params.get('cols'), params.get('frozen')];
  return {
    view: base.view,
    filter: filter === null ? base.filter : readFilter(filter),
    q: params.get('q') ?? base.q,
    sort: sort === null ? base.sort : wordsOf(sort),
    columns: cols ? knownColumns(wordsOf(cols), table) : base.columns,
    frozen: frozen && /^\d{1,2}$/.test(frozen) ? Number(frozen) : base.frozen,
  };
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The address of a state: only what differs from its view is written. */
export const writeViewState = (state: ViewState, table: CompiledTable, saved: readonly SavedView[]): string => {
  const base = viewNamed(state.view, table, saved);
  const params = new URLSearchParams();
  const first = viewNamed(null, table, saved);
  if (state.view !== first.view) params.set('view', state.view);
  if (!same(state.filter, base.filter)) params.set('filter', state.filter === undefined ? '' : JSON.stringify(state.filter));
  if (state.q !== base.q) params.set('q', state.q);
  if (!same(state.sort, base.sort)) params.set('sort', state.sort.join(','));
  if (!same(state.columns, base.columns)) params.set('cols', state.columns.join(','));
  if (state.frozen !== base.frozen) params.set('frozen', String(state.frozen));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
};

/** What the list asks of the rows: the state says everything, so no view goes along. Cards on a phone show a few values more. */
export const listRequest = (state: ViewState, table: CompiledTable) => ({
  filter: state.filter,
  q: state.q === '' ? undefined : state.q,
  sort: state.sort,
  columns: [...new Set([...state.columns, ...cardKeys(table, state.columns)])],
});

/** The same rows as parameters of the API's export. */
export const exportQuery = (state: ViewState): URLSearchParams => {
  const params = new URLSearchParams();
  if (state.filter !== undefined) params.set('filter', JSON.stringify(state.filter));
  if (state.q !== '') params.set('q', state.q);
  if (state.sort.length > 0) params.set('sort', state.sort.join(','));
  return params;
};

/** The order after a press on a header: up, down, as the view has it. */
export const nextSort = (sort: readonly string[], key: string): readonly string[] => {
  if (sort[0] === key) return [`-${key}`];
  if (sort[0] === `-${key}`) return [];
  return [key];
};

/** The conditions that stand side by side, and whether all or any of them must hold. */
export const conditionsOf = (filter: Condition | undefined): { readonly mode: 'all' | 'any'; readonly parts: readonly Condition[] } => {
  if (filter === undefined) return { mode: 'all', parts: [] };
  if ('all' in filter) return { mode: 'all', parts: filter.all };
  if ('any' in filter) return { mode: 'any', parts: filter.any };
  return { mode: 'all', parts: [filter] };
};

/** One condition stands alone, several are joined, none is no filter. */
export const joinConditions = (mode: 'all' | 'any', parts: readonly Condition[]): Condition | undefined => {
  const [only, ...more] = parts;
  if (only === undefined || more.length === 0) return only;
  return mode === 'all' ? { all: parts } : { any: parts };
};
