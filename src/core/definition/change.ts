import { nameParams, type EnglishNames, type NamingParams } from '#core/naming.ts';
import type { ProblemParam } from '#core/problem.ts';

/** `none`: no row can tell; `rows`: rows are judged or converted before it is published; `refused`: never taken. */
export type Effect = 'none' | 'rows' | 'refused';

/** One difference between two definitions; its sentence stands in messages/change.ts under its kind. */
export interface Change {
  readonly kind: string;
  readonly path: string;
  readonly effect: Effect;
  readonly params: Readonly<Record<string, ProblemParam>>;
  /** The English of those params that name something with an English title. */
  readonly english?: EnglishNames;
}

/** `params` may be the field, option, view itself: then it is named in the reader's language. */
export const change = (kind: string, path: string, params: NamingParams = {}): Change => ({
  kind,
  path,
  effect: 'none',
  ...nameParams(params),
});

/** The same for a change that rows are judged for. */
export const rowsChange = (kind: string, path: string, params: NamingParams = {}): Change => ({
  ...change(kind, path, params),
  effect: 'rows',
});

export const refusedChange = (kind: string, path: string, params: NamingParams = {}): Change => ({
  ...change(kind, path, params),
  effect: 'refused',
});

/** Deep equality of JSON; the order of keys says nothing, that of lists does. */
export const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

const canonical = (part: unknown): string =>
  JSON.stringify(part, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  ) ?? '';
