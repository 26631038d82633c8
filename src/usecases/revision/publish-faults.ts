import { problem, type Problem } from '#core/problem.ts';
import { planAgainst, refusedChanges } from '#usecases/revision/plan-revision.ts';
import type { FoundRevision, RevisionState } from '#usecases/revision/revision.ts';
import { longestNote } from '#usecases/revision/store-revision.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

export const noteFaults = (note: string): readonly Problem[] => {
  if (note === '') return [problem('note-required', '/note')];
  return [...note].length > longestNote ? [problem('note-too-long', '/note', { max: longestNote })] : [];
};

const publishable: readonly RevisionState[] = ['draft', 'waiting', 'trial', 'publishing'];

/** Why a stored revision is not published, before any row is looked at. */
export const publishFaults = (entry: TableEntry, { line, definition }: FoundRevision): readonly Problem[] => {
  if (line.published !== '') return [problem('publish-earlier', '', { number: line.number })];
  if (!publishable.includes(line.state)) return [problem('revision-withdrawn', '', { number: line.number })];
  if (line.state === 'publishing' || (line.base !== null && line.base !== entry.table.revision)) return [problem('publish-overtaken')];
  return refusedChanges(planAgainst(entry, definition));
};
