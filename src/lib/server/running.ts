import { randomInt } from 'node:crypto';
import { readConfig, type Config } from '#server/config.ts';
import { startPocketbase } from '#server/pocketbase/supervise-pocketbase.ts';
import { keepWorkbooks, type KeptWorkbooks } from '#server/transfer/keep-workbooks.ts';
import { openImportDesk, type ImportDesk } from '#usecases/import/import-desk.ts';
import { openJobDesk, type JobDesk } from '#usecases/job/job-desk.ts';
import { jobWorks } from '#usecases/revision/job-works.ts';
import { recoverImports } from '#usecases/import/recover-imports.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { writeError, writeLog } from '#server/log.ts';

export interface Running {
  readonly config: Config;
  readonly world: RunningWorld;
  readonly workbooks: KeptWorkbooks;
  readonly desk: ImportDesk;
  readonly jobs: JobDesk;
  /** One-time code that the first administrator must know; it stands on the console. */
  readonly setUpCode: string;
  stop(): Promise<void>;
}

let running: Promise<Running> | undefined;

/** Starts the server's world once; every request waits for it. Rejects with StartRefused or a wrong setting. */
export const start = (): Promise<Running> => (running ??= open());

/** A job whose process ended without the server, the command line's for example, is taken up after a minute. */
const leftAlone = 60_000;
const sweepEvery = 30_000;

const open = async (): Promise<Running> => {
  const config = readConfig(process.env);
  if (!config.ok) throw new WrongSettings(config.problems);
  const pocketbase = await startPocketbase({
    data: config.value.data,
    binary: config.value.pocketbase,
    log: (line) => writeLog('pocketbase', { line }),
  });
  const world = await openWorld(pocketbase.database, config.value.timeZone);
  await recoverImports(world);
  const jobs = openJobDesk(world, { works: jobWorks, onError: writeError });
  await jobs.resume(0);
  const sweep = setInterval(() => {
    jobs.resume(leftAlone).catch((error: unknown) => writeError('jobs', error));
  }, sweepEvery);
  sweep.unref();
  const workbooks = keepWorkbooks(config.value.data);
  const stop = async (): Promise<void> => {
    await world.usage.flush();
    clearInterval(sweep);
    world.stop();
    await pocketbase.stop();
  };
  return {
    config: config.value,
    world,
    workbooks,
    desk: openImportDesk(workbooks),
    jobs,
    setUpCode: String(randomInt(100_000_000)).padStart(8, '0'),
    stop,
  };
};

/** The environment holds values that cannot be. */
export class WrongSettings extends Error {
  readonly problems;
  constructor(problems: Extract<ReturnType<typeof readConfig>, { ok: false }>['problems']) {
    super('wrong settings');
    this.problems = problems;
  }
}
