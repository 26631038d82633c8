import { problem } from '#core/problem.ts';
import { done, forbidden, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { stampChange } from '#usecases/person/setting.ts';
import { beginPublish, requireLine, type Begun } from '#usecases/revision/begin-publish.ts';
import { noteApproval } from '#usecases/revision/note-approval.ts';
import { openStructure } from '#usecases/revision/plan-revision.ts';
import { publishFaults } from '#usecases/revision/publish-faults.ts';
import {
  findRevision,
  writeLines,
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

/** An earlier or later revision waits to be live again; it stays published, whatever is answered. */
export const askWayBack = async (
  world: World,
  caller: Caller,
  { key, number, note, was }: Omit<Asking, 'mappings'>,
): Promise<Outcome<Begun>> => {
  const asked = await world.db.write([
    {
      text: `update b_revisions set state = 'waiting' where tbl = :key and number = :number and state = :was`,
      params: { key, number, was },
      changes: 1,
    },
    noteApproval(world, { key, number }, { state: 'asked', by: caller.id, words: note }),
    stampChange(world),
  ]);
  return asked.ok ? done({ line: await requireLine(world, key, number), job: undefined }) : refusedFor(problem('publish-overtaken'));
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

/**
 * A second person agrees, and it is published or live again. Neither who asked is a second person nor who wrote it; a revision to go back to was
 * agreed to once, so there only who asked.
 */
export const approveRevision = async (tools: JobTools, caller: Caller, answer: Answer): Promise<Outcome<Begun>> => {
  const { world } = tools;
  const opened = await openWaiting(world, caller, answer);
  if (!opened.ok) return opened;
  const { entry, found } = opened.value;
  const { line, mappings } = found;
  const rollback = line.published !== '';
  const isAuthor = !rollback && caller.id === line.author;
  if (caller.id === '' || isAuthor || caller.id === line.approval?.by) return forbidden(problem('approval-own'));
  const faults = rollback ? [] : publishFaults(entry, found);
  if (faults.length > 0) return refusedFor(...faults);
  const note = rollback ? (line.approval?.words ?? '') : line.note;
  return beginPublish(tools, caller, {
    key: answer.key,
    line,
    params: {
      number: answer.number,
      note,
      seen: entry.table.revision,
      mappings: rollback ? {} : mappings,
      rollback,
      trial: null,
      approved: { by: caller.id, words: answer.words },
    },
  });
};

/** Back to a draft with a word, or to where it stood before somebody wanted to go back to it. */
export const returnRevision = async (world: World, caller: Caller, answer: Answer): Promise<Outcome<RevisionLine>> => {
  const opened = await openWaiting(world, caller, answer);
  if (!opened.ok) return opened;
  if (answer.words.trim() === '') return refusedFor(problem('return-words', '/words'));
  const returned = await world.db.write([
    {
      text: `update b_revisions set state = case published_at when '' then 'draft' else 'published' end where tbl = :key and number = :number and state = 'waiting'`,
      params: { key: answer.key, number: answer.number },
      changes: 1,
    },
    noteApproval(world, answer, { state: 'returned', by: caller.id, words: answer.words.trim() }),
  ]);
  return returned.ok ? done(await requireLine(world, answer.key, answer.number)) : refusedFor(problem('publish-overtaken'));
};
