import type { SerialRule } from '#core/definition/definition.ts';
import type { FieldType } from '#core/field/contract.ts';
import {
  cleanText,
  parseLine,
  textFromColumn,
  textOperators,
  textToColumn,
  trimmedLength,
  withoutForbidden,
  forbiddenInLine,
} from '#core/field/text-rules.ts';
import { pointer, problem } from '#core/problem.ts';

/** A number the server gives: prefix + local date + dense sequence. Imports keep theirs. */
export const serial: FieldType = {
  name: 'serial',
  json: 'string',
  storage: 'text',
  ordering: 'column',
  keywords: ['readOnly', 'x-serial'],
  operators: textOperators,
  searchable: true,
  schema: () => ({ allOf: [withoutForbidden(forbiddenInLine), trimmedLength(0, 60)] }),
  clean: cleanText,
  parse: parseLine,
  format: (value) => (typeof value === 'string' ? value : ''),
  check: (field) => {
    const rule = field['x-serial'];
    if (!rule) return [problem('serial-rule', pointer('x-serial'))];
    const needs = { day: 'YYYYMMDD', month: 'YYYYMM', year: 'YYYY', never: '' }[rule.restart];
    const fits = rule.date.startsWith(needs);
    return fits ? [] : [problem('serial-restart', pointer('x-serial', 'restart'), { date: rule.date, restart: rule.restart })];
  },
  toColumn: textToColumn,
  fromColumn: textFromColumn,
};

/** The part before the sequence on a local day, for example `C20240501`; also the scope in which the sequence counts. */
export const serialPrefix = (rule: SerialRule, day: string): string =>
  `${rule.prefix}${day.replaceAll('-', '').slice(0, rule.date.length)}`;

/** The counter a number of this rule belongs to; `restart` decides how much of the date it holds. */
export const serialScope = (rule: SerialRule, day: string): string => {
  const digits = { day: 8, month: 6, year: 4, never: 0 }[rule.restart];
  return `${rule.prefix}${day.replaceAll('-', '').slice(0, digits)}`;
};

/** What an imported number says of the rule's counter: its scope and sequence; undefined when it is of another making. */
export const readSerial = (rule: SerialRule, text: string): { scope: string; sequence: number } | undefined => {
  const dateLength = rule.date.length;
  const match = new RegExp(`^${escapeRegExp(rule.prefix)}(\\d{${dateLength}})(\\d{${rule.digits},9})$`).exec(text);
  if (!match) return undefined;
  const counted = { day: 8, month: 6, year: 4, never: 0 }[rule.restart];
  return { scope: `${rule.prefix}${(match[1] ?? '').slice(0, counted)}`, sequence: Number(match[2]) };
};

const escapeRegExp = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
