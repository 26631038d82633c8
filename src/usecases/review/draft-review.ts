import { runsLinear } from '#core/compile/linear-pattern.ts';
import type { Definition } from '#core/definition/definition.ts';
import { applyEdit } from '#core/definition/edit/apply-edit.ts';
import type { Edit, EditScene } from '#core/definition/edit/edit.ts';
import { problem } from '#core/problem.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { findDraft, listDrafts, type Draft } from '#usecases/draft/draft.ts';
import { makeDraft, saveDraft } from '#usecases/draft/save-draft.ts';
import { done, forbidden, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { findReview } from '#usecases/review/review-store.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

export interface ReviewDraft {
  /** Id of the draft that holds the changes now. */
  readonly draft: string;
  readonly changes: number;
  /** Findings whose change no longer fits the document. */
  readonly left: readonly string[];
}

/**
 * Puts the changes of the adopted findings into the person's newest draft of the live revision, or into a new one. What the draft has already
 * is not done twice; a change that no longer fits is left out and named.
 */
export const draftReview = async (
  world: World,
  access: TableAccess,
  { id, title }: { readonly id: string; readonly title: string },
): Promise<Outcome<ReviewDraft>> => {
  if (!canManageTables(access.caller)) return forbidden(problem('no-right-tables'));
  const review = await findReview(world, access.key, id);
  if (!review?.report) return notFound;
  const adopted = review.report.findings.filter((finding) => review.decisions[finding.id]?.decision === 'adopt');
  const drafts = await listDrafts(world, access.caller, access.key);
  if (!drafts.ok) return drafts;
  const live = world.tables.live(access.key)?.table; // the whole live document, not what its reader sees of it or tries
  if (!live) return notFound;
  const line = drafts.value.find((draft) => draft.person === access.caller.id && draft.base === live.revision);
  const own = line && (await findDraft(world, access.caller, { key: access.key, id: line.id }));
  if (own && !own.ok) return own;
  const made = adopt(own?.value.document ?? live.definition, live.definition, adopted);
  if (made.changes === 0 && !own) return refusedFor(problem('review-nothing-adopted'));
  if (made.changes === 0 && own) return done({ draft: own.value.id, changes: 0, left: made.left });
  const kept = await keep(world, access, { own: own?.value, document: made.document, title });
  return kept.ok ? done({ draft: kept.value.id, changes: made.changes, left: made.left }) : kept;
};

interface Kept {
  readonly own: Draft | undefined;
  readonly document: Definition;
  readonly title: string;
}

const keep = async (world: World, { caller, key }: TableAccess, { own, document, title }: Kept): Promise<Outcome<Draft>> => {
  if (!own) return makeDraft(world, caller, { key, document, title });
  const saved = await saveDraft(world, caller, { key, id: own.id, version: own.version, document });
  if (!saved.ok) return saved;
  return saved.value.stale ? refusedFor(problem('review-draft-busy')) : done(saved.value.draft);
};

interface Adopted {
  readonly document: Definition;
  readonly changes: number;
  readonly left: readonly string[];
}

const adopt = (
  start: Definition,
  base: Definition,
  findings: readonly { readonly id: string; readonly edits: readonly Edit[] }[],
): Adopted => {
  const scene: EditScene = { base, makeKey: freeKey, patterns: runsLinear };
  let document = start;
  let changes = 0;
  const left: string[] = [];
  for (const { id, edits } of findings)
    for (const edit of edits) {
      const edited = applyEdit(document, edit, scene);
      if (!edited.ok) left.push(id);
      else if (JSON.stringify(edited.value.definition) !== JSON.stringify(document)) {
        document = edited.value.definition;
        changes += 1;
      }
    }
  return { document, changes, left: [...new Set(left)] };
};

/** New options get ids of their own counting; the designer's ids made of pinyin are for keys that people read. */
const freeKey = (_title: string, taken: ReadonlySet<string>): string => {
  let number = 1;
  while (taken.has(`option_${number}`)) number += 1;
  return `option_${number}`;
};
