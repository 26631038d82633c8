import { problem } from '#core/problem.ts';
import { done, forbidden, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import type { Statement } from '#usecases/ports/database.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { stampChange } from '#usecases/person/setting.ts';
import { beginPublish, requireLine, type Begun } from '#usecases/revision/begin-publish.ts';
import { openStructure } from '#usecases/revision/plan-revision.ts';
import { publishFaults } from '#usecases/revision/publish-faults.ts';
import {
  findRevision,
  writeLines,
  type Approval,
  type FoundRevision,
  type Mappings,
  type RevisionLine,
  type RevisionState,
} from '#usecases/revision/revision.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

/** A table that wants a second person, as it stands now: a revision cannot lift that for itself. */
export const needsApproval = (entry: TableEntry, { state }: RevisionLine): boolean =>
  entry.table.definition.access.approval === true && state !== 'publishing';

interface Asking {
  readonly key: string;
  readonly number: number;
  readonly note: string;
  readonly mappings: Mappings;
  readonly was: RevisionState;
}

interface Answer {
  readonly key: string;
  readonly number: number;
  readonly words: string;
}

const noteApproval = (world: World, { key, number }: Pick<Asking, 'key' | 'number'>, approval: Omit<Approval, 'at'>): Statement => ({
  text: 'update b_revisions set approval = :approval where tbl = :key and number = :number',
  params: { key, number, approval: JSON.stringify({ ...approval, at: new Date(world.now()).toISOString() }) },
});

/** The revision waits; whoever asked once more is the one who must not answer. */
export const askApproval = async (world: World, caller: Caller, { key, number, note, mappings, was }: Asking): Promise<Outcome<Begun>> => {
  const asked = await world.db.write([
    {
      text: `update b_revisions set state = 'waiting', note = :note, lines = :lines where tbl = :key and number = :number and state = :was`,
      params: { key, number, note, was, lines: writeLines({ lines: (await findRevision(world, key, number))?.lines ?? {}, mappings }) },
      changes: 1,
    },
    noteApproval(world, { key, number }, { state: 'asked', by: caller.id, words: '' }),
    stampChange(world),
  ]);
  if (!asked.ok) return refusedFor(problem('publish-overtaken'));
  await world.tables.reload();
  return done({ line: await requireLine(world, key, number), job: undefined });
};

const openWaiting = async (
  world: World,
  caller: Caller,
  { key, number }: Answer,
): Promise<Outcome<{ readonly entry: TableEntry; readonly found: FoundRevision }>> => {
  const opened = openStructure(world, caller, key);
  if (!opened.ok) return opened;
  const found = await findRevision(world, key, number);
  if (!found) return notFound;
  if (found.line.state !== 'waiting') return refusedFor(problem('approval-not-asked', '', { number }));
  return done({ entry: opened.value, found });
};

/** A second person agrees, and it is published. Neither who wrote it nor who asked is a second person. */
export const approveRevision = async (tools: JobTools, caller: Caller, answer: Answer): Promise<Outcome<Begun>> => {
  const { world } = tools;
  const opened = await openWaiting(world, caller, answer);
  if (!opened.ok) return opened;
  const { entry, found } = opened.value;
  const { line, mappings } = found;
  if (caller.id === '' || caller.id === line.author || caller.id === line.approval?.by) return forbidden(problem('approval-own'));
  const faults = publishFaults(entry, found);
  if (faults.length > 0) return refusedFor(...faults);
  return beginPublish(tools, caller, {
    key: answer.key,
    line,
    params: { number: answer.number, note: line.note, seen: entry.table.revision, mappings, rollback: false, trial: null },
    also: [noteApproval(world, answer, { state: 'approved', by: caller.id, words: answer.words })],
  });
};

/** Back to a draft with a word. */
export const returnRevision = async (world: World, caller: Caller, answer: Answer): Promise<Outcome<RevisionLine>> => {
  const opened = await openWaiting(world, caller, answer);
  if (!opened.ok) return opened;
  if (answer.words.trim() === '') return refusedFor(problem('return-words', '/words'));
  const returned = await world.db.write([
    {
      text: `update b_revisions set state = 'draft' where tbl = :key and number = :number and state = 'waiting'`,
      params: { key: answer.key, number: answer.number },
      changes: 1,
    },
    noteApproval(world, answer, { state: 'returned', by: caller.id, words: answer.words.trim() }),
  ]);
  return returned.ok ? done(await requireLine(world, answer.key, answer.number)) : refusedFor(problem('publish-overtaken'));
};
