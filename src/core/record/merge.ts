import type { Value, Values } from '#core/definition/definition.ts';

/** A field that both changed, differently. */
export interface Overlap {
  readonly key: string;
  readonly base: Value;
  readonly mine: Value;
  readonly theirs: Value;
}

export interface Merge {
  /** My changes that can be sent again on top of theirs. */
  readonly changes: Values;
  readonly overlaps: readonly Overlap[];
}

/**
 * Two people changed the same row: `base` is what I started from, `mine` the fields I changed, `theirs` the row as it stands.
 * Disjoint fields merge, the same field asks. The same change by both is no conflict.
 */
export const merge = (base: Values, mine: Values, theirs: Values): Merge => {
  const changes: Record<string, Value> = {};
  const overlaps: Overlap[] = [];
  for (const [key, value] of Object.entries(mine)) {
    const [before, now] = [base[key] ?? null, theirs[key] ?? null];
    if (sameValue(value, now)) continue;
    if (sameValue(before, now)) changes[key] = value;
    else overlaps.push({ key, base: before, mine: value, theirs: now });
  }
  return { changes, overlaps };
};

/** Lists are the same when they hold the same ids in any order. */
export const sameValue = (one: Value, other: Value): boolean => {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((id: string) => other.includes(id));
};
