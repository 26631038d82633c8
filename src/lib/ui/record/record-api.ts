import type { Values } from '#core/definition/definition.ts';

/** A record as the API hands it out: only the fields that are set. */
export interface ApiRecord {
  readonly id: string;
  readonly version: number;
  readonly revision: number;
  readonly created: string;
  readonly updated: string;
  readonly values: Values;
}

export interface SaidProblem {
  readonly path: string;
  readonly code: string;
  readonly words: string;
}

/** What became of a write. `offline`: no answer came, or the database is away; nothing was lost, it may be sent again. */
export type Sent =
  | { readonly kind: 'done'; readonly record: ApiRecord; readonly warnings: readonly SaidProblem[] }
  | { readonly kind: 'stale'; readonly record: ApiRecord }
  | { readonly kind: 'refused'; readonly problems: readonly SaidProblem[] }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'offline' };

export interface Write {
  readonly table: string;
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** Absent for a new record. */
  readonly id?: string;
  readonly version?: number;
  /** The revision the form was drawn from: values of an older one are carried over or refused field by field. */
  readonly revision?: number;
  readonly values?: Values;
  /** The same for every try of one create, so that a lost answer makes no twin. */
  readonly key?: string;
}

const send = async (url: string, init: RequestInit): Promise<Sent> => {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch {
    return { kind: 'offline' }; // no network: the caller keeps what was typed
  }
  if (response.status === 401) return { kind: 'signed-out' };
  if (response.status === 404) return { kind: 'gone' };
  if (response.status >= 500) return { kind: 'offline' };
  const body = await response.json();
  if (response.status === 412) return { kind: 'stale', record: body };
  if (!response.ok) return { kind: 'refused', problems: body.problems };
  return { kind: 'done', record: body, warnings: body.warnings ?? [] };
};

/** Sends one write to the API; every expected answer comes back as a value. */
export const sendWrite = ({ table, method, id, version, revision, values, key }: Write): Promise<Sent> =>
  send(`/api/v1/tables/${table}/records${id === undefined ? '' : `/${id}`}`, {
    method,
    headers: {
      ...(values === undefined ? {} : { 'content-type': 'application/json' }),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...(revision === undefined ? {} : { 'x-biaoli-revision': String(revision) }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(values === undefined ? {} : { body: JSON.stringify(values) }),
  });

/** Takes a record out of the bin. */
export const restoreRecord = (table: string, id: string): Promise<Sent> => send(`/t/${table}/${id}/restore`, { method: 'POST' });
