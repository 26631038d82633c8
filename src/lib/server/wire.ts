import { openDirectory } from '#usecases/person/directory.ts';
import { readSetting } from '#usecases/person/setting.ts';
import { DatabaseUnavailable, type Database } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';
import { openFeed } from '#usecases/record/feed.ts';
import { openUsageLog } from '#usecases/review/usage-log.ts';
import { rebuildRows } from '#usecases/record/rebuild-rows.ts';
import { openTableStore } from '#usecases/table/table-store.ts';
import { requireFormat } from '#server/data-format.ts';
import { writeError } from '#server/log.ts';
import { newId } from '#server/session/new-id.ts';
import { secrets } from '#server/session/secrets.ts';
import { pinyin } from '#server/text/pinyin.ts';
import { regions } from '#server/text/regions.ts';

export interface RunningWorld extends World {
  stop(): void;
}

const pollEvery = 1_000;

/** Joins the use cases to their adapters over an open database; also the tests' way in, with a memory database. */
export const openWorld = async (db: Database, zone: string, now: () => number = Date.now): Promise<RunningWorld> => {
  await requireFormat(db);
  const stamp = await readSetting({ db }, 'stamp'); // before what it stands for, so that no change between is missed
  const [directory, tables] = await Promise.all([openDirectory(db), openTableStore(db, now)]);
  const feed = openFeed(db, pollEvery);
  const usage = openUsageLog({ db, zone, now, newId, report: (error) => writeError('usage', error) });
  const watch = watchOthers({ db, directory, tables, pinyin, regions, zone }, stamp);
  return {
    db,
    now,
    newId,
    zone,
    pinyin,
    regions,
    secrets,
    directory,
    tables,
    feed,
    usage,
    stop: () => {
      usage.stop();
      clearInterval(watch);
      feed.stop();
    },
  };
};

/**
 * Another process (the command line) may publish or invite: its stamp tells us to read tables and people anew. PocketBase's dashboard may
 * change rows: what is derived from their values is built anew.
 */
const watchOthers = (
  { db, directory, tables, ...rest }: Pick<World, 'db' | 'directory' | 'tables' | 'pinyin' | 'regions' | 'zone'>,
  atStart: string,
): ReturnType<typeof setInterval> => {
  let seen = atStart;
  const look = async (): Promise<void> => {
    const stamp = await readSetting({ db }, 'stamp');
    if (stamp !== seen) await Promise.all([directory.reload(), tables.reload()]);
    seen = stamp;
    await rebuildRows({ db, directory, tables, ...rest });
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => {
      if (!(error instanceof DatabaseUnavailable)) writeError('watch', error); // away for a moment: the next look reads on
    });
  }, pollEvery);
  timer.unref();
  return timer;
};
