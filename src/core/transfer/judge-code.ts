import type { FieldSchema, SerialRule } from '#core/definition/definition.ts';
import type { ColumnProfile } from '#core/transfer/profile-column.ts';
import type { ProposedColumn } from '#core/transfer/proposed-column.ts';
import { serialDates } from '#core/transfer/recognise.ts';
import { titleMeans } from '#core/transfer/title-words.ts';

interface CodeDraft {
  readonly field: FieldSchema;
  readonly reason: { readonly code: string; readonly params: Readonly<Record<string, string | number>> };
}

const restarts = { YYYYMMDD: 'day', YYYYMM: 'month', YYYY: 'year', '': 'never' } as const;

/** The numbering rule that all values of a column follow; null where they do not, or where a value occurs twice. */
export const serialRule = (profile: ColumnProfile, titled: boolean): SerialRule | null => {
  const { serial, filled } = profile;
  if (serial === null || filled < 2 || profile.counts.serial !== filled || profile.repeats > 0) return null;
  const date = serialDates.find((pattern) => serial.byDate[pattern] === filled) ?? '';
  if (date === '' && (!titled || serial.minDigits !== serial.maxDigits || serial.minDigits > 6)) return null;
  return { prefix: serial.prefix, date, digits: serial.minDigits - date.length, restart: restarts[date] };
};

/** Numberings, and digits that are names rather than amounts: identity numbers, postal codes, anything with leading zeros. They stay text. */
export const judgeCodes = ({ title, profile }: ProposedColumn, text: FieldSchema): CodeDraft | null => {
  if (profile.filled === 0) return null;
  const rule = serialRule(profile, titleMeans(title, 'numbering'));
  if (rule !== null) {
    const field: FieldSchema = { title, type: 'string', readOnly: true, 'x-type': 'serial', 'x-serial': rule };
    return { field, reason: { code: 'numbering', params: { prefix: rule.prefix, date: rule.date, digits: rule.digits } } };
  }
  const { counts, filled } = profile;
  if (counts.phone === filled && titleMeans(title, 'phone')) return null;
  if (counts.number !== filled || counts['plainly-phone'] === filled) return null;
  if (counts['number-like-text'] > 0)
    return { field: text, reason: { code: 'digits-kept', params: { count: counts['number-like-text'] } } };
  return titleMeans(title, 'code') ? { field: text, reason: { code: 'code-title', params: {} } } : null;
};
