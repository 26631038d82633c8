import type { DecisionWord, Finding } from '#core/review/finding.ts';
import type { FieldFacts, ReviewFacts } from '#core/review/review-facts.ts';

export type ReviewState = 'running' | 'open' | 'done' | 'failed';

/** A review in a list, as the API gives it. Days are local, moments ISO. */
export interface ReviewLine {
  readonly id: string;
  readonly byName: string;
  readonly state: ReviewState;
  readonly from: string;
  readonly to: string;
  readonly next: string;
  readonly revision: number;
  readonly findings: number;
  readonly decided: number;
  readonly rate: number | null;
  readonly rows: number | null;
  readonly progress: number;
}

export interface Decision {
  readonly decision: DecisionWord;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export interface ReviewReport {
  readonly facts: ReviewFacts;
  readonly findings: readonly Finding[];
  readonly rate: number;
}

export interface ShownReview extends ReviewLine {
  readonly report: ReviewReport | null;
  readonly decisions: Readonly<Record<string, Decision>>;
  /** Names by id. */
  readonly people: Readonly<Record<string, string>>;
  readonly teams: Readonly<Record<string, string>>;
}

/** The texts beside 其他 are told with their choice. */
export const isOwnField = (field: FieldFacts, fields: readonly FieldFacts[]): boolean =>
  !(
    field.key.endsWith('_other') &&
    fields.some((choice) => choice.key === field.key.slice(0, -'_other'.length) && choice.options.length > 0)
  );

export const othersOf = (field: FieldFacts, fields: readonly FieldFacts[]): FieldFacts | undefined =>
  field.options.length === 0 ? undefined : fields.find((other) => other.key === `${field.key}_other`);
