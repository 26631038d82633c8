import { isDay } from '#core/field/calendar.ts';
import type { FieldSchema, Value } from '#core/definition/definition.ts';
import type { FieldType } from '#core/field/contract.ts';
import { textFromColumn, textOperators, textToColumn } from '#core/field/text-rules.ts';
import { ok, problem, type Problem } from '#core/problem.ts';

/** Upper case without blanks: the one form in which numbers are kept and compared. */
export const idText = (text: string): string => text.replaceAll(/\s+/g, '').toUpperCase();

const spaced = (unit: string, times: string): string => `(?: *${unit})${times}`;
const digits = '[0-9]';
const codeSign = '[0-9A-HJ-NPQRTUWXYa-hj-npqrtuwxy]';
const resident = `(?:${spaced(digits, '{17}')} *[0-9Xx]|${spaced(digits, '{15}')})`;
const shapes = {
  resident: { pattern: `^\\s*$|^${resident} *$`, 'x-problem': 'id-resident' },
  'credit-code': { pattern: `^\\s*$|^${spaced(codeSign, '{18}')} *$`, 'x-problem': 'id-credit-code' },
  any: { pattern: `^\\s*$|^${spaced('[0-9A-Za-z]', '{5,20}')} *$`, 'x-problem': 'id-number' },
} as const;

/** 证件号: resident identity numbers (GB 11643), unified social credit codes (GB 32100), or any number of letters and digits. */
export const idNumber: FieldType = {
  name: 'id-number',
  json: 'string',
  storage: 'text',
  ordering: 'column',
  keywords: ['x-id', 'x-unique'],
  operators: textOperators,
  searchable: true,
  schema: (field) => ({ allOf: [shapes[kindOf(field)]] }),
  clean: (value) => (typeof value === 'string' ? idText(value) || null : value),
  parse: (source) => ok(idText(source.normalize('NFKC')) || null),
  format: (value) => (typeof value === 'string' ? value : ''),
  judge: (value, field) => (typeof value === 'string' ? judgeId(value, kindOf(field)) : []),
  toColumn: textToColumn,
  fromColumn: (stored): Value => textFromColumn(stored),
};

const kindOf = (field: FieldSchema): keyof typeof shapes => field['x-id'] ?? 'any';

/** What a pattern cannot say. Among all numbers those of eighteen signs that look like one of ours have to be one. */
const judgeId = (text: string, kind: keyof typeof shapes): readonly Problem[] => {
  if (kind === 'resident') return residentFaults(text);
  if (kind === 'credit-code') return isCreditCode(text) ? [] : [problem('id-check-digit')];
  const looks = /^[0-9]{17}[0-9X]$/.test(text) || creditCode.test(text);
  return !looks || isCreditCode(text) || residentFaults(text).length === 0 ? [] : [problem('id-check-digit')];
};

/** Numbers of fifteen digits have no check digit: any of them with a day in its middle looks like one. */
export type IdKind = 'resident' | 'resident-15' | 'credit-code';

/** Which number a text in kept form (`idText`) is by its check digit; undefined for none. */
export const idKindOf = (text: string): IdKind | undefined => {
  const length = /^[0-9]{17}[0-9X]$/.test(text) ? 18 : /^[0-9]{15}$/.test(text) ? 15 : 0;
  if (length > 0 && residentFaults(text).length === 0) return length === 18 ? 'resident' : 'resident-15';
  return isCreditCode(text) ? 'credit-code' : undefined;
};

/** Whether a 证件号 that takes any number takes this one. */
export const isAnyId = (text: string): boolean => /^[0-9A-Z]{5,20}$/.test(text) && judgeId(text, 'any').length === 0;

const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643-1999: the day of birth, and the last sign by ISO 7064 MOD 11-2; numbers of fifteen digits (born 19xx) have none. */
const residentFaults = (text: string): readonly Problem[] => {
  const born = text.length === 15 ? `19${text.slice(6, 12)}` : text.slice(6, 14);
  if (!isDay(`${born.slice(0, 4)}-${born.slice(4, 6)}-${born.slice(6)}`)) return [problem('id-birth-date')];
  const sum = residentWeights.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return text.length === 15 || text[17] === '10X98765432'[sum % 11] ? [] : [problem('id-check-digit')];
};

const codeSigns = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditCode = /^[0-9A-HJ-NPQRTUWXY]{18}$/;

/** GB 32100-2015: the last sign by MOD 31 with weights 3^i. */
const isCreditCode = (text: string): boolean => {
  if (!creditCode.test(text)) return false;
  let [sum, weight] = [0, 1];
  for (const sign of text.slice(0, 17)) {
    sum += weight * codeSigns.indexOf(sign);
    weight = (weight * 3) % 31;
  }
  return text[17] === codeSigns[(31 - (sum % 31)) % 31];
};
