import type { FieldSchema, FieldTypeName } from '#core/definition/definition.ts';
import { idColumn } from '#core/transfer/judge-id.ts';
import { judgements, plainField, type Draft } from '#core/transfer/judge-column.ts';
import type { ColumnProfile, Kind } from '#core/transfer/profile-column.ts';
import type { Column, ProposalContext, ProposedColumn, Reason } from '#core/transfer/proposed-column.ts';

/** A field for a column, why it was chosen, and what speaks for another choice. */
export interface FieldProposal {
  readonly field: FieldSchema;
  readonly reason: Reason;
  readonly samples: readonly string[];
  readonly filled: number;
  /** Distinct values; null when there were more than could be counted. */
  readonly distinct: number | null;
  /** Values the proposed type cannot take. */
  readonly bad: number;
  /** Long numbers whose last digits the spreadsheet has already changed. */
  readonly rounded: number;
  /** Types that nearly fit, with the number of values each would refuse. */
  readonly alternatives: readonly { readonly type: FieldTypeName; readonly bad: number }[];
  /** Names of people found in a member column. */
  readonly people: readonly string[];
}

const kindTypes: readonly (readonly [Kind, FieldTypeName])[] = [
  ['email', 'email'],
  ['url', 'url'],
  ['plainly-phone', 'phone'],
  ['date', 'date'],
  ['yes-no', 'yes-no'],
  ['percent', 'percent'],
  ['number', 'number'],
];

const nearly = (profile: ColumnProfile): readonly { type: FieldTypeName; bad: number }[] =>
  kindTypes
    .map(([kind, type]) => ({ type, bad: profile.filled - profile.counts[kind] }))
    .filter(({ bad }) => profile.filled > 0 && bad <= profile.filled * 0.1);

/** Text with the reason why it stays text: what most values are, and how many are not. */
const keptAsText = (column: Column): Draft => {
  const { profile } = column;
  const close = nearly(profile)[0];
  const field = plainField(column);
  if (close === undefined || close.bad === 0)
    return { field, reason: { code: `is-${field['x-type']}`, params: { longest: profile.longest } } };
  const share = Math.floor(((profile.filled - close.bad) / profile.filled) * 100);
  return { field, reason: { code: `mostly-${close.type}`, params: { share, bad: close.bad } } };
};

const draftOf = (column: Column): Draft => {
  for (const judge of judgements) {
    const draft = judge(column);
    if (draft !== null) return draft;
  }
  return keptAsText(column);
};

/**
 * Judges a column by all its values. A type is proposed only when it takes every one of them; otherwise the column stays text and says how near it was, so
 * nothing of the workbook is refused by our own guess. 证件号 alone takes nine of ten: mistyped numbers are what its check digits find, and `bad` counts them.
 */
export const proposeField = (column: ProposedColumn, context: ProposalContext): FieldProposal => {
  const { profile } = column;
  const draft = draftOf({ list: undefined, money: undefined, ...column, ...context });
  const type = draft.field['x-type'];
  const isMember = type === 'member';
  return {
    field: draft.field,
    reason: draft.reason,
    samples: profile.samples,
    filled: profile.filled,
    distinct: profile.overflow ? null : profile.distinct.size,
    bad: type === 'long-text' ? profile.tooLong : type === 'id-number' ? (idColumn(column.title, profile)?.bad ?? 0) : 0,
    rounded: profile.rounded,
    alternatives: nearly(profile).filter((near) => near.type !== type),
    people: isMember ? [...profile.distinct.keys()] : [],
  };
};
