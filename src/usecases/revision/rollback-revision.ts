import type { Change } from '#core/definition/change.ts';
import { diffDefinitions } from '#core/definition/diff-definitions.ts';
import { problem } from '#core/problem.ts';
import { done, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { askWayBack, needsApproval } from '#usecases/revision/approval.ts';
import { beginPublish, type Begun } from '#usecases/revision/begin-publish.ts';
import { openStructure } from '#usecases/revision/plan-revision.ts';
import { changeOf } from '#usecases/revision/plan-rows.ts';
import { differingRows, type Differing } from '#usecases/revision/publish-report.ts';
import { noteFaults } from '#usecases/revision/publish-faults.ts';
import { findRevision, listRevisions, type FoundRevision } from '#usecases/revision/revision.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';
import { takesTwo } from '#usecases/revision/way-back.ts';

export interface RollbackRequest {
  readonly key: string;
  readonly number: number;
  readonly note: string;
}

/** What a rollback would change, and the rows whose values are not the same there. */
export interface RollbackPlan {
  readonly changes: readonly Change[];
  readonly differing: Differing;
  /** A second person must agree. */
  readonly approval: boolean;
}

const openRollback = async (
  world: World,
  caller: Caller,
  { key, number }: Pick<RollbackRequest, 'key' | 'number'>,
): Promise<Outcome<{ readonly entry: TableEntry; readonly found: FoundRevision }>> => {
  const opened = openStructure(world, caller, key);
  if (!opened.ok) return opened;
  const found = await findRevision(world, key, number);
  if (!found) return notFound;
  if (found.line.state === 'publishing') return refusedFor(problem('publish-overtaken'));
  if (found.line.published === '' && !found.line.live) return refusedFor(problem('rollback-unpublished', '', { number }));
  return done({ entry: opened.value, found });
};

export const planRollback = async (
  world: World,
  caller: Caller,
  request: Pick<RollbackRequest, 'key' | 'number'>,
): Promise<Outcome<RollbackPlan>> => {
  const opened = await openRollback(world, caller, request);
  if (!opened.ok) return opened;
  const { entry, found } = opened.value;
  const { moved } = changeOf(world, entry, { definition: found.definition, number: request.number }).plan;
  return done({
    changes: diffDefinitions(entry.table.definition, found.definition).filter(({ kind }) => kind !== 'field-filled'), // values stand as they were
    differing: await differingRows(world, entry.table, moved),
    approval: await asksSecond(world, entry, found),
  });
};

const asksSecond = async (world: World, entry: TableEntry, { line }: FoundRevision): Promise<boolean> => {
  if (!needsApproval(entry, line) || line.live) return false;
  const lines = await listRevisions(world, entry.key);
  return takesTwo({ lines, live: entry.table.revision, to: line.number, now: world.now() });
};

/**
 * Makes an earlier revision the live one again, or a later one after that: its lines were kept in step, so it is one pointer. Waits for a second
 * person where the table wants one, except for taking back what was published within a day.
 */
export const rollbackRevision = async (tools: JobTools, caller: Caller, request: RollbackRequest): Promise<Outcome<Begun>> => {
  const opened = await openRollback(tools.world, caller, request);
  if (!opened.ok) return opened;
  const { entry, found } = opened.value;
  if (found.line.live) return done({ line: found.line, job: undefined });
  const note = request.note.trim();
  const faults = noteFaults(note);
  if (faults.length > 0) return refusedFor(...faults);
  const { key, number } = request;
  if (await asksSecond(tools.world, entry, found)) return askWayBack(tools.world, caller, { key, number, note, was: found.line.state });
  const params = { number, note, seen: entry.table.revision, mappings: {}, rollback: true, trial: null };
  return beginPublish(tools, caller, { key, line: found.line, params });
};
