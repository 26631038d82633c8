import { same } from '#core/definition/change.ts';
import type { Definition } from '#core/definition/definition.ts';
import { problem } from '#core/problem.ts';
import { findJob, insertJob, type NewJob } from '#usecases/job/job.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import { done, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import { findRevision } from '#usecases/revision/revision.ts';
import { unlessPublishing } from '#usecases/revision/running-replacements.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';

export interface OptionsChange {
  readonly definition: Definition;
  readonly note: string;
  /** The work on the rows; it is told the number of the revision, null where no word changes. */
  readonly jobOf: (revision: number | null) => NewJob;
}

/**
 * Begins work on rows with a revision in which only words of options differ. Both are written in one unit, so that after a crash either both
 * go on or neither has begun; the work itself waits for the words (`followsWords`).
 */
export const publishOptions = async (
  tools: JobTools,
  caller: Caller,
  { definition, note, jobOf }: OptionsChange,
): Promise<Outcome<Job>> => {
  const { world, jobs } = tools;
  const { key } = definition;
  const live = world.tables.live(key);
  if (live && same(live.table.definition, definition)) return beginAlone(world, key, jobOf(null));
  if (live?.table.definition.access.approval === true) return refusedFor(problem('replace-approval')); // rows do not go before the answer
  const stored = await storeRevision(world, caller, { key, definition, note });
  if (!stored.ok) return stored;
  const { number } = stored.value.line;
  const job = jobOf(number);
  const published = await publishRevision(tools, caller, { key, number, note, mappings: {}, also: [insertJob(world, job)] });
  if (published.ok) return done({ id: job.id });
  if (await findJob(world, job.id)) await jobs.begin(job.id); // finds that its words came to nothing, and ends
  return published;
};

type Job = Pick<NewJob, 'id'>;

const beginAlone = async (world: World, key: string, job: NewJob): Promise<Outcome<Job>> => {
  const began = await world.db.write([unlessPublishing(key), insertJob(world, job)]);
  return began.ok ? done({ id: job.id }) : refusedFor(problem('publish-overtaken'));
};

const look = 100;

/** Waits until the words of a work on rows are live; false where they came to nothing. */
export const followsWords = async (world: World, table: string, revision: number | null): Promise<boolean> => {
  if (revision === null) return true;
  for (;;) {
    const found = await findRevision(world, table, revision);
    if (found?.line.state !== 'publishing') return found?.line.state === 'published';
    await new Promise((resolve) => setTimeout(resolve, look));
  }
};
