import type { FieldTypeName } from '#core/definition/definition.ts';
import type { Titled } from '#core/naming.ts';

/** How often a field is filled among the rows that show it. */
export interface FillCount {
  readonly filled: number;
  /** Rows in which the field shows; all of them for a field without a condition. */
  readonly of: number;
}

/** `name` is a month `2026-11`, or the id of a team ('' for people of none). */
export interface NamedFill extends FillCount {
  readonly name: string;
}

export interface OptionCount extends Titled {
  readonly id: string;
  readonly retired: boolean;
  readonly count: number;
}

/** Texts of 其他 that are the same but for spelling; `texts` are the stored spellings, the most frequent first. */
export interface TextGroup {
  readonly label: string;
  readonly count: number;
  readonly texts: readonly string[];
}

export interface ErrorCount {
  readonly code: string;
  readonly count: number;
}

/** Where a field meets somebody besides the record itself. */
export interface FieldUses {
  readonly form: boolean;
  /** Views that show, filter, sort or group by it: shared ones and people's own. */
  readonly views: number;
  /** Filters and exports of the period. */
  readonly filters: number;
  readonly exports: number;
  /** Conditions, reminders, colours and access that read it. */
  readonly rules: number;
}

export interface FeedbackLine {
  readonly id: string;
  readonly field: string;
  readonly person: string;
  /** What was written, or `#unclear` and the like (feedback-kind.ts). */
  readonly words: string;
  readonly at: string;
}

export interface FieldFacts extends Titled {
  readonly key: string;
  readonly type: FieldTypeName;
  readonly fill: FillCount;
  /** Since the month in which the field was first published. */
  readonly fillSince: FillCount;
  readonly months: readonly NamedFill[];
  readonly teams: readonly NamedFill[];
  /** ISO moment of the last write of a value, '' for never. */
  readonly lastWritten: string;
  /** How many people made or changed a row with a value in it. */
  readonly writers: number;
  readonly options: readonly OptionCount[];
  /** Texts beside 其他, grouped by spelling, the most frequent first. */
  readonly others: readonly TextGroup[];
  readonly errors: readonly ErrorCount[];
  readonly uses: FieldUses;
  /** It came with a revision too young to be judged. */
  readonly isNew: boolean;
  readonly newOptions: readonly string[];
}

/** Two fields that say the same. `sampled`: counted in a part of the rows. */
export interface PairFacts {
  readonly first: string;
  readonly second: string;
  readonly sameTitle: boolean;
  readonly both: number;
  readonly equal: number;
  readonly sampled: boolean;
}

/** What a review knows of a table, before anything is judged. Moments are ISO, months and days local. */
export interface ReviewFacts {
  readonly from: string;
  readonly to: string;
  readonly rows: number;
  /** Rows made within the period. */
  readonly newRows: number;
  /** Records saved within the period, for comparison with the errors. */
  readonly saves: number;
  readonly fields: readonly FieldFacts[];
  readonly pairs: readonly PairFacts[];
  readonly feedback: readonly FeedbackLine[];
  /** Seconds from opening a new form to its saving; null where nobody was measured. */
  readonly secondsToFill: number | null;
  readonly formsMeasured: number;
}

export const fillRate = ({ filled, of }: FillCount): number => (of === 0 ? 0 : filled / of);

/** Mean of the fields' rates, serial numbers and 其他 texts left out by the caller. */
export const meanRate = (fields: readonly FieldFacts[]): number =>
  fields.length === 0 ? 0 : fields.reduce((sum, field) => sum + fillRate(field.fill), 0) / fields.length;
