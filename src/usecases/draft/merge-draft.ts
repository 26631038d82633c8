import { mergeDefinitions, type Merge, type MergeChoice } from '#core/definition/merge-definitions.ts';
import { problem } from '#core/problem.ts';
import { findDraft, type Draft } from '#usecases/draft/draft.ts';
import { saveDraft } from '#usecases/draft/save-draft.ts';
import { done, forbidden, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { findRevision } from '#usecases/revision/revision.ts';

export interface MergeRequest {
  readonly key: string;
  readonly id: string;
  readonly choices: Readonly<Record<string, MergeChoice>>;
  /** Only says what would happen. */
  readonly dryRun: boolean;
}

export interface DraftMerge extends Omit<Merge, 'definition'> {
  /** Whether the draft now stands on the live revision. */
  readonly merged: boolean;
  readonly draft: Draft;
}

/** Joins a draft with what was published since it began. With a conflict nobody chose for, or where the two together have a fault, nothing is written. */
export const mergeDraft = async (world: World, caller: Caller, request: MergeRequest): Promise<Outcome<DraftMerge>> => {
  const found = await findDraft(world, caller, request);
  if (!found.ok) return found;
  const draft = found.value;
  const live = world.tables.live(request.key)?.table;
  if (!live) return refusedFor(problem('draft-table-gone'));
  if (draft.person !== caller.id) return forbidden(problem('draft-of-other', '', { name: draft.name }));
  const base = await findRevision(world, request.key, draft.base);
  if (!base) return notFound;
  const { definition, ...told } = mergeDefinitions({
    base: base.definition,
    theirs: live.definition,
    mine: draft.document,
    choices: request.choices,
  });
  const open = told.conflicts.some(({ part }) => request.choices[part] === undefined) || told.problems.length > 0;
  if (open || request.dryRun) return done({ merged: false, draft, ...told });
  const saved = await saveDraft(world, caller, {
    key: request.key,
    id: draft.id,
    version: draft.version,
    document: definition,
    base: live.revision,
  });
  if (!saved.ok) return saved;
  return done({ merged: !saved.value.stale, draft: saved.value.draft, ...told });
};
