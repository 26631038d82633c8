import type { World } from '#usecases/ports/world.ts';
import { countRows } from '#usecases/table/count-rows.ts';

/** Rows of the tables of the demonstration; undefined where there is none. */
export const demoSize = async (world: World): Promise<number | undefined> => {
  const tables = world.tables.all().filter((entry) => entry.demo);
  if (tables.length === 0) return undefined;
  const counts = await Promise.all(tables.map((entry) => countRows(world, entry)));
  return counts.reduce((sum, count) => sum + count, 0);
};
