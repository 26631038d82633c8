import type { SavedView, ViewState } from './view-state.ts';

export type ViewSaved = { readonly ok: true; readonly view: SavedView } | { readonly ok: false; readonly words: string | undefined };

/** Saves how a list is looked at for oneself: a new view, or in place of the one with this id. */
export const saveView = async (
  table: string,
  { title, state, id }: { readonly title: string; readonly state: ViewState; readonly id?: string | undefined },
): Promise<ViewSaved> => {
  const { columns, frozen, sort, filter, q } = state;
  const response = await fetch(`/t/${table}/views${id === undefined ? '' : `/${id}`}`, {
    method: id === undefined ? 'POST' : 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ title, document: { columns, frozen, sort, filter, ...(q === '' ? {} : { q }) } }),
  });
  const body = await response.json();
  return response.ok ? { ok: true, view: body } : { ok: false, words: body.problems?.[0]?.words };
};

export const removeView = async (table: string, id: string): Promise<boolean> =>
  (await fetch(`/t/${table}/views/${id}`, { method: 'DELETE' })).ok;
