export interface Bucket {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** The median of what was counted in buckets, evenly spread within its bucket; null for nothing. */
export const medianOf = (buckets: readonly Bucket[]): number | null => {
  const half = buckets.reduce((sum, { count }) => sum + count, 0) / 2;
  if (half === 0) return null;
  let below = 0;
  for (const { from, to, count } of buckets) {
    if (below + count >= half) return Math.round(from + ((to - from) * (half - below)) / count);
    below += count;
  }
  return null;
};
