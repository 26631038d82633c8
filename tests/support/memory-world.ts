import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { addTestPeople } from '#support/firm.ts';
import { zone } from '#support/test-people.ts';

/** A firm of five in memory, with a clock that the test moves. */
export const openMemoryWorld = async (now: () => number = Date.now): Promise<RunningWorld> => {
  const world = await openWorld(openMemoryDatabase(), zone, now);
  await addTestPeople(world);
  return world;
};
