import { done, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import type { Statement } from '#usecases/ports/database.ts';
import type { Caller } from '#usecases/ports/world.ts';
import { askApproval, needsApproval } from '#usecases/revision/approval.ts';
import { beginPublish, type Begun } from '#usecases/revision/begin-publish.ts';
import { openStructure } from '#usecases/revision/plan-revision.ts';
import { noteFaults, publishFaults } from '#usecases/revision/publish-faults.ts';
import { findRevision, type Mappings } from '#usecases/revision/revision.ts';

export interface PublishRequest {
  readonly key: string;
  readonly number: number;
  /** '' takes the note it was stored with. */
  readonly note: string;
  readonly mappings: Mappings;
  /** Written in the unit that begins it. */
  readonly also?: readonly Statement[];
}

/**
 * Makes a stored revision the live one: rows are judged, columns made, values converted beside the old ones, then one pointer moves. Goes on
 * as a job where that takes long; waits for a second person where the table wants one.
 */
export const publishRevision = async (tools: JobTools, caller: Caller, request: PublishRequest): Promise<Outcome<Begun>> => {
  const { world } = tools;
  const opened = openStructure(world, caller, request.key);
  if (!opened.ok) return opened;
  const found = await findRevision(world, request.key, request.number);
  if (!found) return notFound;
  if (found.line.live) return done({ line: found.line, job: undefined });
  const note = (request.note.trim() || found.line.note).trim();
  const faults = [...noteFaults(note), ...publishFaults(opened.value, found)];
  if (faults.length > 0) return refusedFor(...faults);
  if (needsApproval(opened.value, found.line)) return askApproval(world, caller, { ...request, note, was: found.line.state });
  return beginPublish(tools, caller, {
    key: request.key,
    line: found.line,
    also: request.also ?? [],
    params: {
      number: request.number,
      note,
      seen: opened.value.table.revision,
      mappings: { ...found.mappings, ...request.mappings },
      rollback: false,
      trial: null,
    },
  });
};
