import { startPocketbase } from '#server/pocketbase/supervise-pocketbase.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { testBinary } from '#support/open-test-pocketbase.ts';
import { zone } from '#support/test-people.ts';

/** A world on a folder while no server runs there. */
export const betweenServers = async <T>(data: string, work: (world: RunningWorld) => Promise<T>): Promise<T> => {
  const pocketbase = await startPocketbase({ data, binary: testBinary(), log: () => undefined });
  const world = await openWorld(pocketbase.database, zone);
  try {
    return await work(world);
  } finally {
    world.stop();
    await pocketbase.stop();
  }
};
