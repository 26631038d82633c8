import { same } from '#core/definition/change.ts';
import { newProblems } from '#core/definition/check-draft.ts';
import type { Definition } from '#core/definition/definition.ts';
import { joinParts, splitParts, type PartMap } from '#core/definition/definition-part-map.ts';
import { mergeList } from '#core/definition/merge-list.ts';
import type { Titled } from '#core/naming.ts';
import type { Problem } from '#core/problem.ts';

/** Whose change of a part stands where both changed it. */
export type MergeChoice = 'mine' | 'theirs';

/** A part as `field/amount`, `option/status/active`, `section/basic`, `view/all`, `reminder/stale-30`, `access` or `table`. */
export interface MergePart extends Titled {
  readonly part: string;
  /** What the published document made of it. */
  readonly theirs: 'added' | 'changed' | 'removed';
}

export interface MergeConflict extends MergePart {
  readonly mine: MergePart['theirs'];
}

export interface Merge {
  /** With each conflict as chosen, or mine where nothing is chosen. */
  readonly definition: Definition;
  /** Taken over from the published document without a question. */
  readonly taken: readonly MergePart[];
  readonly conflicts: readonly MergeConflict[];
  /** Faults that only the two together have: a condition on a field the other removed. */
  readonly problems: readonly Problem[];
}

export interface MergeInput {
  /** What the draft was begun from. */
  readonly base: Definition;
  /** What is published now. */
  readonly theirs: Definition;
  /** The draft. */
  readonly mine: Definition;
  readonly choices?: Readonly<Record<string, MergeChoice>>;
}

/** Joins a draft with what was published meanwhile, part by part: parts that only one side changed are joined, the others are listed. */
export const mergeDefinitions = ({ base, theirs, mine, choices = {} }: MergeInput): Merge => {
  const [old, published, drafted] = [splitParts(base), splitParts(theirs), splitParts(mine)];
  const taken: MergePart[] = [];
  const conflicts: MergeConflict[] = [];
  const kept = new Map<string, unknown>();
  for (const part of new Set([...published.parts.keys(), ...drafted.parts.keys(), ...old.parts.keys()])) {
    const state = { part, old: old.parts.get(part), theirs: published.parts.get(part), mine: drafted.parts.get(part) };
    const words = drafted.titles.get(part) ?? published.titles.get(part) ?? old.titles.get(part) ?? { title: part };
    const chosen = resolve(state, choices[part] ?? 'mine');
    if (chosen.kind === 'conflict')
      conflicts.push({ part, ...words, theirs: howChanged(state.old, state.theirs), mine: howChanged(state.old, state.mine) });
    if (chosen.kind === 'taken') taken.push({ part, ...words, theirs: howChanged(state.old, state.theirs) });
    if (chosen.value !== undefined) kept.set(part, chosen.value);
  }
  const definition = joinParts(mine, { parts: kept, lists: mergedLists(old, published, drafted) });
  return { definition, taken, conflicts, problems: newProblems(mine, definition) };
};

interface PartState {
  readonly old: unknown;
  readonly theirs: unknown;
  readonly mine: unknown;
}

const resolve = (
  { old, theirs, mine }: PartState,
  choice: MergeChoice,
): { readonly kind: 'as-it-is' | 'taken' | 'conflict'; readonly value: unknown } => {
  if (same(theirs, mine) || same(old, theirs)) return { kind: 'as-it-is', value: mine };
  if (same(old, mine)) return { kind: 'taken', value: theirs };
  return { kind: 'conflict', value: choice === 'mine' ? mine : theirs };
};

const howChanged = (before: unknown, after: unknown): MergePart['theirs'] =>
  before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';

const mergedLists = (old: PartMap, theirs: PartMap, mine: PartMap): ReadonlyMap<string, readonly string[]> =>
  new Map(
    [...new Set([...theirs.lists.keys(), ...mine.lists.keys()])].map((name) => [
      name,
      mergeList(old.lists.get(name) ?? [], theirs.lists.get(name) ?? [], mine.lists.get(name) ?? []),
    ]),
  );
