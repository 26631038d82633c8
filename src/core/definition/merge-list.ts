/** A list of keys changed on both sides: the order of `mine` where it changed, with what `theirs` added and without what either took away. */
export const mergeList = (base: readonly string[], theirs: readonly string[], mine: readonly string[]): readonly string[] => {
  if (sameList(base, mine)) return theirs;
  if (sameList(base, theirs)) return mine;
  const [before, other] = [new Set(base), new Set(theirs)];
  const merged = mine.filter((key) => other.has(key) || !before.has(key));
  for (const [index, key] of theirs.entries()) {
    if (before.has(key) || merged.includes(key)) continue;
    const previous = theirs.slice(0, index).findLast((known) => merged.includes(known));
    merged.splice(previous === undefined ? 0 : merged.indexOf(previous) + 1, 0, key);
  }
  return merged;
};

const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((key, index) => key === other[index]);
