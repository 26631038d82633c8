import type { FieldSchema } from '#core/definition/definition.ts';
import type { IdKinds } from '#core/transfer/match-columns.ts';
import type { ColumnProfile } from '#core/transfer/profile-column.ts';
import type { ProposedColumn, Reason } from '#core/transfer/proposed-column.ts';
import { titleMeans } from '#core/transfer/title-words.ts';

/** Which 证件号 a column holds, and how many of its values that field refuses. */
export interface IdColumn {
  readonly kind: IdKinds;
  readonly bad: number;
}

/** Of ten values one may be mistyped: that is what check digits are for. */
const leastShare = 0.9;
/** Fewer values pass a check digit by chance, unless the title says what they are. */
const fewest = 3;

/** Undefined unless nearly all values of a column pass the check digits. */
export const idColumn = (title: string, { filled, ids }: ColumnProfile): IdColumn | undefined => {
  const isTitled = titleMeans(title, 'identity');
  if (filled === 0 || (filled < fewest && !isTitled)) return undefined;
  const old = isTitled || ids.resident >= ids['resident-15'] ? ids['resident-15'] : 0;
  const residents = ids.resident + old;
  const codes = ids['credit-code'];
  const least = filled * leastShare;
  if (residents >= least) return { kind: 'resident', bad: filled - residents };
  if (codes >= least) return { kind: 'credit-code', bad: filled - codes };
  return residents + codes >= least ? { kind: 'any', bad: filled - ids.any } : undefined;
};

/** Numbers of people and firms by their check digits; values that do not pass are told, not a reason to give the check up. */
export const judgeIds = ({ title, profile }: ProposedColumn): { readonly field: FieldSchema; readonly reason: Reason } | null => {
  const column = idColumn(title, profile);
  if (column === undefined) return null;
  const { kind, bad } = column;
  const field: FieldSchema = { title, type: 'string', 'x-type': 'id-number', ...(kind === 'any' ? {} : { 'x-id': kind }) };
  const sound = profile.filled - bad;
  const share = Math.floor((sound / profile.filled) * 100);
  return { field, reason: bad === 0 ? { code: `all-id-${kind}`, params: {} } : { code: `most-id-${kind}`, params: { share, bad } } };
};
