import type { Definition } from '#core/definition/definition.ts';
import { same } from '#core/definition/change.ts';
import { problem } from '#core/problem.ts';
import { done, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import type { Caller } from '#usecases/ports/world.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';

/** Publishes a document in which only words of options differ, as a revision of its own; null where nothing does. */
export const publishOptions = async (
  tools: JobTools,
  caller: Caller,
  { definition, note }: { readonly definition: Definition; readonly note: string },
): Promise<Outcome<number | null>> => {
  const { key } = definition;
  const live = tools.world.tables.live(key);
  if (live && same(live.table.definition, definition)) return done(null);
  if (live?.table.definition.access.approval === true) return refusedFor(problem('replace-approval')); // rows do not go before the answer
  const stored = await storeRevision(tools.world, caller, { key, definition, note });
  if (!stored.ok) return stored;
  const { number } = stored.value.line;
  const published = await publishRevision(tools, caller, { key, number, note, mappings: {} });
  if (!published.ok) return published;
  const job = published.value.job && (await tools.jobs.begin(published.value.job.id)); // rows follow the words, not the other way round
  return job?.state === 'failed' ? refusedFor(...job.problems) : done(number);
};
