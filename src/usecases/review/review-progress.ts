import type { World } from '#usecases/ports/world.ts';

const running = new WeakMap<World['db'], Map<string, number>>();

/** Reviews under way in this process and the share that is done, 0 to 1. One that another process left is not among them. */
export const followReview = ({ db }: Pick<World, 'db'>): Map<string, number> => {
  const known = running.get(db) ?? new Map<string, number>();
  running.set(db, known);
  return known;
};
