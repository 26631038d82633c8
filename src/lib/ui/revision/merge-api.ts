import type { Definition } from '#core/definition/definition.ts';
import type { Titled } from '#core/naming.ts';
import { ask, type Answer, type SaidProblem } from '#ui/import/ask.ts';
import type { PublishDraft } from './revision-facts.ts';

export type Choice = 'mine' | 'theirs';
type Did = 'added' | 'changed' | 'removed';

/** A part that both changed, such as `field/amount` or `option/status/active`. */
export interface Conflict extends Titled {
  readonly part: string;
  readonly theirs: Did;
  readonly mine: Did;
}

/** `merged`: the draft stands on the live revision now. */
export interface Merged {
  readonly merged: boolean;
  readonly draft: PublishDraft;
  readonly taken: readonly (Titled & { readonly part: string; readonly theirs: Did })[];
  readonly conflicts: readonly Conflict[];
  readonly problems: readonly SaidProblem[];
}

const draftsOf = (table: string): string => `/api/v1/tables/${table}/drafts`;

/** Joins a draft with what is live; what nobody chose for comes back as conflicts and nothing is written. */
export const mergeDraft = (table: string, draft: string, choices: Readonly<Record<string, Choice>>): Promise<Answer<Merged>> =>
  ask(`${draftsOf(table)}/${draft}/merge`, { method: 'POST', body: { choices } });

/** A stored revision as a draft again, so that it can be joined and changed. */
export const draftOf = (table: string, base: number, document: Definition): Promise<Answer<PublishDraft>> =>
  ask(draftsOf(table), { method: 'POST', body: { base, document } });

/** Throws a draft away once it has become a revision; one that is gone already is as good. */
export const dropDraft = (table: string, { id }: { readonly id: string }): Promise<Answer<unknown>> =>
  ask(`${draftsOf(table)}/${id}`, { method: 'DELETE' });
