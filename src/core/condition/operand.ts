import { addDays, momentOf, periodOf, type DaySpan } from '#core/field/calendar.ts';
import { idText } from '#core/field/id-number.ts';
import { toCents } from '#core/field/money.ts';
import { phoneDigits } from '#core/field/phone.ts';
import type { Asker, Operand, RelativeDay } from '#core/condition/condition.ts';
import type { ConditionField } from '#core/condition/condition-field.ts';

export const isRelative = (operand: unknown): operand is RelativeDay =>
  typeof operand === 'object' && operand !== null && !Array.isArray(operand);

/** The days an operand means: a day, a relative day, or a whole period. */
export const spanOf = (operand: unknown, asker: Asker): DaySpan => {
  if (isRelative(operand)) {
    if ('this' in operand) return periodOf(asker.today, operand.this);
    const day = 'days' in operand ? addDays(asker.today, operand.days) : asker.today;
    return { from: day, to: addDays(day, 1) };
  }
  const day = String(operand).slice(0, 10);
  return { from: day, to: addDays(day, 1) };
};

/**
 * The comparable bounds of a span in a field's own stored form: days for dates, UTC moments for datetimes.
 * A datetime operand that is itself a moment bounds that moment alone.
 */
export const boundsOf = (field: ConditionField, operand: unknown, asker: Asker): DaySpan => {
  if (field.type.name === 'datetime' && typeof operand === 'string' && operand.length > 10) {
    const moment = new Date(operand).toISOString();
    return { from: moment, to: `${moment}~` };
  }
  const span = spanOf(operand, asker);
  if (field.type.name !== 'datetime') return span;
  const start = (day: string) => new Date(momentOf(`${day}T00:00:00`, asker.zone)).toISOString();
  return { from: start(span.from), to: start(span.to) };
};

/** ASCII letters compare without case, everything else exactly: the one folding SQLite and JavaScript share. */
export const foldAscii = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Text as a field compares it: phones by their digits, 证件号 in upper case without blanks, others in NFC. */
export const comparableText = (field: ConditionField, text: string): string => {
  if (field.type.name === 'id-number') return idText(text);
  return field.type.name === 'phone' ? phoneDigits(text) : text.normalize('NFC');
};

/** Number as a field stores it. */
export const comparableNumber = (field: ConditionField, value: number): number => (field.type.name === 'money' ? toCents(value) : value);

/** How many days back a pair reaches that ends today; undefined for every other operand. */
export const recentOf = (operand: unknown): number | undefined => {
  if (!Array.isArray(operand) || operand.length !== 2) return undefined;
  const [from, to]: unknown[] = operand;
  const starts = isRelative(from) && 'days' in from && from.days < 0;
  return starts && isRelative(to) && 'today' in to ? -from.days : undefined;
};

export const listOf = (operand: Operand | undefined): readonly unknown[] =>
  Array.isArray(operand) ? operand : operand === undefined ? [] : [operand];
