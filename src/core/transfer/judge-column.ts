import type { FieldSchema, FieldTypeName } from '#core/definition/definition.ts';
import { plainText } from '#core/transfer/cell.ts';
import { judgeCodes } from '#core/transfer/judge-code.ts';
import { readYesNo } from '#core/transfer/parse-cell.ts';
import { judgeIds } from '#core/transfer/judge-id.ts';
import type { ColumnProfile, Kind } from '#core/transfer/profile-column.ts';
import type { Column, Reason } from '#core/transfer/proposed-column.ts';
import { choiceField, joinedWords, listedWords, multiChoiceField, optionsOfWords, repeatedWords } from '#core/transfer/propose-options.ts';
import { dateOfSerial, readDate } from '#core/transfer/read-date.ts';
import { titleMeans, type TitleMeaning } from '#core/transfer/title-words.ts';

export interface Draft {
  readonly field: FieldSchema;
  readonly reason: Reason;
}

type Judgement = (column: Column) => Draft | null;

const draft = (field: FieldSchema, code: string, params: Reason['params'] = {}): Draft => ({ field, reason: { code, params } });
const all = (profile: ColumnProfile, kind: Kind): boolean => profile.filled > 0 && profile.counts[kind] === profile.filled;

const jsonTypes: Readonly<Partial<Record<FieldTypeName, FieldSchema['type']>>> = {
  number: 'number',
  money: 'number',
  percent: 'number',
  'yes-no': 'boolean',
  'multi-choice': 'array',
};
const formats: Readonly<Partial<Record<FieldTypeName, string>>> = { date: 'date', datetime: 'date-time' };

const simpleField = (title: string, type: FieldTypeName): FieldSchema => {
  const format = formats[type];
  return { title, type: jsonTypes[type] ?? 'string', ...(format === undefined ? {} : { format }), 'x-type': type };
};

/** Text, or long text above 60 characters or with line breaks. */
export const plainField = ({ title, profile }: Column): FieldSchema =>
  profile.longest > 60 || profile.lineBreaks > 0 || (profile.filled === 0 && titleMeans(title, 'long'))
    ? simpleField(title, 'long-text')
    : { ...simpleField(title, 'text'), maxLength: 200 };

const byTitle: readonly (readonly [TitleMeaning, FieldTypeName])[] = [
  ['code', 'text'],
  ['yesNo', 'yes-no'],
  ['phone', 'phone'],
  ['email', 'email'],
  ['url', 'url'],
  ['moment', 'datetime'],
  ['date', 'date'],
  ['money', 'money'],
  ['count', 'number'],
  ['member', 'member'],
  ['long', 'long-text'],
];

const empty: Judgement = ({ title, profile, list }) => {
  if (profile.filled > 0 || (list !== undefined && list.length > 0)) return null;
  const type = byTitle.find(([meaning]) => titleMeans(title, meaning))?.[1];
  if (type === undefined || type === 'text') return draft({ ...simpleField(title, 'text'), maxLength: 200 }, 'empty-column');
  return draft(simpleField(title, type), 'title-word', { type });
};

const listed: Judgement = ({ title, profile, list, pinyin }) => {
  if (list === undefined || list.length === 0) return null;
  const words = listedWords(list, profile);
  if (words === null) return null;
  if (words.every((word) => readYesNo(word) !== null)) return draft(simpleField(title, 'yes-no'), 'yes-no-list');
  const added = words.length - list.length;
  const field = choiceField(title, optionsOfWords(words, pinyin));
  return added === 0
    ? draft(field, 'validation-list', { count: words.length })
    : draft(field, 'validation-list-added', { count: words.length, added });
};

const contacts: Judgement = ({ title, profile }) => {
  if (all(profile, 'email')) return draft(simpleField(title, 'email'), 'all-email');
  if (all(profile, 'url')) return draft(simpleField(title, 'url'), 'all-url');
  const phones = all(profile, 'plainly-phone') || (all(profile, 'phone') && titleMeans(title, 'phone'));
  if (!phones) return null;
  return draft(simpleField(title, 'phone'), all(profile, 'mobile') ? 'all-mobile' : 'all-phone');
};

const days: Judgement = ({ title, profile }) => {
  const { counts, filled } = profile;
  if (all(profile, 'date')) return draft(simpleField(title, 'date'), 'all-date');
  if (filled > 0 && counts.date + counts.datetime === filled) return draft(simpleField(title, 'datetime'), 'all-datetime');
  if (!titleMeans(title, 'date') || !all(profile, 'number') || profile.overflow || profile.digits > 0) return null;
  const texts = [...profile.distinct.keys()].map(plainText);
  if (texts.every((text) => readDate(text, true) !== null)) return draft(simpleField(title, 'date'), 'run-together-date');
  const recent = profile.smallest > 10_000 && profile.largest < 80_000 && texts.every((text) => dateOfSerial(Number(text)) !== null);
  return recent ? draft(simpleField(title, 'date'), 'serial-date') : null;
};

const yesNo: Judgement = ({ title, profile }) => {
  if (!all(profile, 'yes-no')) return null;
  const digitsOnly = all(profile, 'number');
  return digitsOnly && !titleMeans(title, 'yesNo') ? null : draft(simpleField(title, 'yes-no'), 'all-yes-no');
};

const amounts: Judgement = ({ title, profile, money }) => {
  if (all(profile, 'percent')) return draft(simpleField(title, 'percent'), 'all-percent');
  const huge = Math.max(Math.abs(profile.smallest), Math.abs(profile.largest)) > 9e12;
  if (!all(profile, 'number') || profile.counts.percent > 0 || huge) return null;
  const signed = profile.counts.money > 0 || money === true;
  if (profile.digits <= 2 && (signed || titleMeans(title, 'money'))) {
    return draft(simpleField(title, 'money'), signed ? 'currency-sign' : 'money-title');
  }
  const digits = profile.digits > 0 && profile.digits <= 6 ? { 'x-digits': Math.max(2, profile.digits) } : {};
  return draft({ ...simpleField(title, 'number'), ...digits }, 'all-number');
};

const regions: Judgement = ({ title, profile, regionCode }) => {
  if (regionCode === undefined || profile.overflow || profile.filled === 0 || !titleMeans(title, 'region')) return null;
  const known = [...profile.distinct.keys()].every((text) => regionCode(text) !== undefined);
  return known ? draft(simpleField(title, 'region'), 'all-region') : null;
};

const members: Judgement = ({ title, profile }) => {
  const few = !profile.overflow && profile.distinct.size <= 300;
  if (!few || !all(profile, 'name') || !titleMeans(title, 'member')) return null;
  return draft(simpleField(title, 'member'), 'people', { count: profile.distinct.size });
};

const words: Judgement = ({ title, profile, pinyin }) => {
  const joined = joinedWords(profile, titleMeans(title, 'multiple'));
  if (joined !== null) return draft(multiChoiceField(title, optionsOfWords(joined, pinyin)), 'joined-words', { count: joined.length });
  const repeated = titleMeans(title, 'free') || titleMeans(title, 'long') ? null : repeatedWords(profile);
  return repeated === null
    ? null
    : draft(choiceField(title, optionsOfWords(repeated, pinyin)), 'few-values', { count: repeated.length, filled: profile.filled });
};

const ids: Judgement = (column) => judgeIds(column);
const codes: Judgement = (column) => judgeCodes(column, plainField(column));

/** In this order; the first that answers decides. */
export const judgements: readonly Judgement[] = [empty, listed, ids, codes, contacts, days, yesNo, amounts, regions, members, words];
