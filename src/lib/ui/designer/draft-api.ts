import type { Definition, Values } from '#core/definition/definition.ts';
import type { SaidProblem } from '#ui/record/record-api.ts';

/** Where a draft stands on the server. */
export interface DraftSeat {
  readonly id: string;
  readonly version: number;
}

/** What became of a save. `stale`: the draft was saved elsewhere meanwhile; `gone`: it or its table is no more. */
export type DraftSent =
  | { readonly kind: 'done'; readonly seat: DraftSeat; readonly updated: string }
  | { readonly kind: 'stale' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'refused'; readonly problems: readonly SaidProblem[] }
  | { readonly kind: 'offline' };

const draftsOf = (table: string): string => `/api/v1/tables/${table}/drafts`;

const send = async (url: string, init: RequestInit): Promise<DraftSent> => {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch {
    return { kind: 'offline' }; // no network: the browser keeps the draft
  }
  const { status } = response;
  if (status === 401) return { kind: 'signed-out' };
  if (status === 403) return { kind: 'denied' };
  if (status === 404 || status === 410) return { kind: 'gone' };
  if (status === 409 || status === 412) return { kind: 'stale' };
  if (status >= 500) return { kind: 'offline' };
  const body = await response.json();
  if (!response.ok) return { kind: 'refused', problems: body.problems ?? [] };
  return { kind: 'done', seat: { id: body.id, version: body.version }, updated: body.updated };
};

const json = { 'content-type': 'application/json' };

/** Puts a draft on the server for the first time. */
export const makeDraft = (table: string, base: number, document: Definition): Promise<DraftSent> =>
  send(draftsOf(table), { method: 'POST', headers: json, body: JSON.stringify({ base, document }) });

/** Saves it again; refused as stale when somebody else saved it since `version`. */
export const saveDraft = (table: string, { id, version }: DraftSeat, document: Definition): Promise<DraftSent> =>
  send(`${draftsOf(table)}/${id}`, {
    method: 'PUT',
    headers: { ...json, 'if-match': `"${version}"` },
    body: JSON.stringify({ document }),
  });

/** Throws a draft away; false when it could not be. */
export const dropDraft = async (table: string, id: string): Promise<boolean> => {
  try {
    const { ok, status } = await fetch(`${draftsOf(table)}/${id}`, { method: 'DELETE' });
    return ok || status === 404;
  } catch {
    return false; // no network: the draft stays
  }
};

/** The verdict on values as if the draft were live; undefined where none could be had. */
export const judgeDraft = async (document: Definition, values: Values): Promise<readonly SaidProblem[] | undefined> => {
  try {
    const response = await fetch(`${draftsOf(document.key)}/judge`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ document, values }),
    });
    if (!response.ok) return undefined;
    const { problems }: { problems: readonly SaidProblem[] } = await response.json();
    return problems;
  } catch {
    return undefined; // no network: the page says so
  }
};
