import type { ProblemParam } from '#core/problem.ts';

/** One difference between two definitions. `refused`: it may lose or hide something, so publishing does not take it yet. */
export interface Change {
  readonly kind: string;
  readonly path: string;
  readonly refused: boolean;
  readonly params: Readonly<Record<string, ProblemParam>>;
}

export const change = (kind: string, path: string, params: Change['params'] = {}): Change => ({ kind, path, refused: false, params });

export const refusedChange = (kind: string, path: string, params: Change['params'] = {}): Change => ({ kind, path, refused: true, params });

/** Deep equality of JSON; the order of keys says nothing, that of lists does. */
export const same = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

const canonical = (part: unknown): string =>
  JSON.stringify(part, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  ) ?? '';
