import type { World } from '#usecases/ports/world.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';
import { Told } from './told.ts';

/** A live table by its key. */
export const requireTable = (world: World, key: string): TableEntry => {
  const entry = world.tables.live(key);
  if (entry) return entry;
  const known = world.tables.all().filter(({ state }) => state === 'live');
  throw new Told('noTable', { key, known: known.map((table) => table.key) });
};
