import type { Condition } from '#core/condition/condition.ts';
import type { Edit } from '#core/definition/edit/edit.ts';
import type { EnglishNames } from '#core/naming.ts';
import type { ProblemParam } from '#core/problem.ts';

export const findingKinds = [
  'frequent-other',
  'empty-field',
  'stale-field',
  'unused-options',
  'error-spot',
  'duplicate',
  'never-shown',
  'feedback',
] as const;
export type FindingKind = (typeof findingKinds)[number];

/** What a finding proposes, for its sentence. `by-hand`: nobody but the manager can say how, the designer opens. */
export const proposalKinds = ['add-options', 'remove-field', 'retire-options', 'optional', 'lengthen', 'explain', 'by-hand'] as const;
export type ProposalKind = (typeof proposalKinds)[number];

/** Rows whose 其他 text says what an option says now: changed after the draft is live, by the replace operation of options. */
export interface Replacement {
  readonly field: string;
  /** The option 其他. */
  readonly from: string;
  /** Title of the option that the draft adds. */
  readonly to: string;
  readonly where: Condition;
  readonly rows: number;
}

export interface Evidence {
  readonly words: string;
  readonly english?: string;
  readonly count: number;
}

/** A fact that is worth a decision, with the change it proposes. `params` fill the sentences of messages/review. */
export interface Finding {
  /** The same fact has the same id in every review of the table. */
  readonly id: string;
  readonly kind: FindingKind;
  readonly field: string;
  readonly params: Readonly<Record<string, ProblemParam>>;
  /** The English of those params that name something with an English title. */
  readonly english?: EnglishNames;
  /** Words with counts that prove it: texts, options, codes, feedback; `english` where an option has another word there. */
  readonly evidence: readonly Evidence[];
  readonly proposal: ProposalKind;
  readonly edits: readonly Edit[];
  readonly after: readonly Replacement[];
}

export const decisionWords = ['adopt', 'keep', 'later'] as const;
export type DecisionWord = (typeof decisionWords)[number];
