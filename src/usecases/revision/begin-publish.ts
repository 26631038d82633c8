import { problem } from '#core/problem.ts';
import { done, refusedFor, type Outcome } from '#usecases/outcome.ts';
import { insertJob, type Job } from '#usecases/job/job.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import type { Statement } from '#usecases/ports/database.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import type { PublishParams } from '#usecases/revision/publish-scene.ts';
import { findRevision, type RevisionLine } from '#usecases/revision/revision.ts';
import { runningImports } from '#usecases/revision/running-imports.ts';
import { isReplacing, replacing } from '#usecases/revision/running-replacements.ts';

/** A revision after what was asked of it: done, or going on as a job. */
export interface Begun {
  readonly line: RevisionLine;
  /** Undefined where nothing was to be done. */
  readonly job: Job | undefined;
}

export interface Beginning {
  readonly key: string;
  readonly line: RevisionLine;
  readonly params: Omit<PublishParams, 'was' | 'patience'>;
  /** Written with the beginning. */
  readonly also?: readonly Statement[];
}

/** How long an answer waits for the end before it says that it goes on in the background. */
const quick = 1_500;
/** Other processes look for changes every second. */
const otherProcesses = 2_500;

/** Marks a revision as the one that is being published and begins the job; of two at once one is told. */
export const beginPublish = async (
  { world, jobs }: JobTools,
  caller: Caller,
  { key, line, params, also = [] }: Beginning,
): Promise<Outcome<Begun>> => {
  if ((await runningImports(world, key)) > 0) return refusedFor(problem('publish-import-running'));
  if (await isReplacing(world, key)) return refusedFor(problem('publish-replacing'));
  const id = world.newId();
  const isCli = caller.door === 'cli';
  const began = await world.db.write([
    {
      text: `update b_revisions set state = 'publishing' where tbl = :key and number = :number and state = :was and not exists (select 1 from b_revisions o where o.tbl = :key and o.state = 'publishing') and not exists (${replacing})`,
      params: { key, number: params.number, was: line.state },
      changes: 1,
    },
    ...also,
    insertJob(world, {
      id,
      table: key,
      kind: params.trial === null ? 'publish' : 'trial',
      by: caller.id,
      params: { ...params, was: line.state, patience: isCli ? otherProcesses : 0 },
    }),
  ]);
  if (!began.ok) return refusedFor(problem('publish-overtaken'));
  const running = jobs.begin(id);
  const job = isCli ? await running : await Promise.race([running, quietly(jobs, id, running)]);
  if (job?.state === 'failed') return refusedFor(...job.problems);
  return done({ line: await requireLine(world, key, params.number), job });
};

/** The job as it stands after a moment. */
const quietly = async (jobs: JobTools['jobs'], id: string, running: Promise<Job>): Promise<Job | undefined> => {
  running.catch(() => undefined); // its end is told by the job
  await new Promise((resolve) => setTimeout(resolve, quick));
  return jobs.look(id);
};

export const requireLine = async (world: World, key: string, number: number): Promise<RevisionLine> => {
  const found = await findRevision(world, key, number);
  if (!found) throw new Error(`revision ${number} of ${key} is gone`);
  return found.line;
};
