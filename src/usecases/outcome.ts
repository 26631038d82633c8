import type { Problem } from '#core/problem.ts';
import type { StoredRecord } from '#core/query/row-json.ts';

/** Why a use case did nothing. Routes answer 404, 403, 428, 412, 422, 409 in this order of meaning. */
export type Refusal =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden'; readonly problem: Problem }
  | { readonly kind: 'version-missing' }
  | { readonly kind: 'stale'; readonly current: StoredRecord }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] };

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const notFound: Outcome<never> = { ok: false, refusal: { kind: 'not-found' } };
export const versionMissing: Outcome<never> = { ok: false, refusal: { kind: 'version-missing' } };
export const forbidden = (problem: Problem): Outcome<never> => ({ ok: false, refusal: { kind: 'forbidden', problem } });
export const stale = (current: StoredRecord): Outcome<never> => ({ ok: false, refusal: { kind: 'stale', current } });
export const refusedFor = (...problems: readonly Problem[]): Outcome<never> => ({ ok: false, refusal: { kind: 'refused', problems } });
