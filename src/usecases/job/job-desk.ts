import { problem } from '#core/problem.ts';
import { withPatience } from '#usecases/import/with-patience.ts';
import { endJob, findJob, noteProgress, unfinishedJobs, type Job, type JobEnd } from '#usecases/job/job.ts';
import { openTurns } from '#usecases/job/open-turns.ts';
import { DatabaseUnavailable, type Statement } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';

/** A job while it is worked on. */
export interface JobRun {
  readonly job: Job;
  /** Progress in rows; shown at once, stored now and then. */
  tell(done: number, total: number): void;
  /** Waits for a turn: at most two jobs read whole tables at once. */
  scan<T>(work: () => Promise<T>): Promise<T>;
}

/** Does a job from where its cursor stands to its end. Undefined: its last unit has ended it already. */
export type JobWork = (world: World, run: JobRun) => Promise<JobEnd | undefined>;

/** The jobs under way in this process. */
export interface JobDesk {
  /** Takes up a stored job in the background; resolves when it has ended. */
  begin(id: string): Promise<Job>;
  /** A job as it stands, with the progress of this moment. */
  look(id: string): Promise<Job | undefined>;
  /** Takes up what another process left, in the background. `idle`: only jobs without a sign of life for so many milliseconds. */
  resume(idle: number): Promise<void>;
}

export interface JobTools {
  readonly world: World;
  readonly jobs: JobDesk;
}

interface Given {
  readonly works: Readonly<Record<string, JobWork>>;
  /** A bug inside a job, with the job's id. */
  readonly onError: (id: string, error: unknown) => void;
}

const mostScans = 2;
const beat = 15_000;

export const openJobDesk = (world: World, { works, onError }: Given): JobDesk => {
  const running = new Map<string, Promise<Job>>();
  const progress = new Map<string, Pick<Job, 'done' | 'total'>>();
  const scan = openTurns(mostScans);

  const attempt = async (id: string): Promise<Job> => {
    const job = await requireJob(world, id);
    if (job.state !== 'running') return job;
    const work = works[job.kind];
    if (!work) throw new Error(`no work for jobs of kind ${job.kind}`);
    const end = await work(world, { job, scan, tell: (done, total) => progress.set(id, { done, total }) });
    const told = progress.get(id);
    const last = [...(told ? [noteProgress(world, id, told)] : []), ...(end ? [endJob(world, id, end)] : [])];
    if (last.length > 0) await world.db.write(last);
    return requireJob(world, id);
  };

  const work = async (id: string): Promise<Job> => {
    const stop = beatOf(world, () => noteProgress(world, id, progress.get(id) ?? { done: 0, total: 0 }));
    try {
      return await withPatience(() => attempt(id));
    } catch (error) {
      if (error instanceof DatabaseUnavailable) throw error; // the next start goes on
      onError(id, error);
      await withPatience(() => world.db.write([endJob(world, id, { state: 'failed', problems: [problem('internal', '', { id })] })]));
      return requireJob(world, id);
    } finally {
      stop();
    }
  };

  const begin = (id: string): Promise<Job> => {
    const known = running.get(id);
    if (known) return known;
    const begun = work(id).finally(() => {
      running.delete(id);
      progress.delete(id);
    });
    running.set(id, begun);
    return begun;
  };

  return {
    begin,
    look: async (id) => {
      const job = await findJob(world, id);
      return job?.state === 'running' ? { ...job, ...progress.get(id) } : job;
    },
    resume: async (idle) => {
      const left = await unfinishedJobs(world, new Date(world.now() - idle).toISOString());
      for (const { id } of left) if (!running.has(id)) begin(id).catch((error: unknown) => onError(id, error));
    },
  };
};

/** Writes a sign of life now and then, until it is stopped. */
const beatOf = (world: World, sign: () => Statement): (() => void) => {
  const alive = setInterval(() => {
    world.db.write([sign()]).catch(() => undefined); // the next beat tells again
  }, beat);
  alive.unref();
  return () => clearInterval(alive);
};

const requireJob = async (world: World, id: string): Promise<Job> => {
  const job = await findJob(world, id);
  if (!job) throw new Error(`the job ${id} is gone`);
  return job;
};
