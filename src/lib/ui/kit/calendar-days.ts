import { addDays } from '#core/field/calendar.ts';

/** Days are texts `YYYY-MM-DD`: no zone, no clock. */
const utc = (day: string): Date => new Date(`${day}T00:00:00Z`);
const text = (date: Date): string => date.toISOString().slice(0, 10);

/** The same day of another month, or that month's last day where it is shorter. */
export const addMonths = (day: string, months: number): string => {
  const date = utc(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months + 1, 0);
  date.setUTCDate(Math.min(wanted, date.getUTCDate()));
  return text(date);
};

/** 0 is Monday. */
export const weekdayOf = (day: string): number => (utc(day).getUTCDay() + 6) % 7;

export const nextMonday = (day: string): string => addDays(day, 7 - weekdayOf(day));

/** Whole weeks from Monday that cover the month of a day. */
export const weeksOfMonth = (day: string): readonly (readonly string[])[] => {
  const first = `${day.slice(0, 8)}01`;
  const start = addDays(first, -weekdayOf(first));
  const last = addDays(addMonths(first, 1), -1);
  const weeks = Math.ceil((weekdayOf(first) + Number(last.slice(8))) / 7);
  return Array.from({ length: weeks }, (_, week) => Array.from({ length: 7 }, (_, at) => addDays(start, week * 7 + at)));
};

export const monthTitle = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(utc(day));

export const dayTitle = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'full', timeZone: 'UTC' }).format(utc(day));

/** Narrow and long weekday words from Monday on. */
export const weekdayWords = (language: string): readonly { readonly short: string; readonly long: string }[] =>
  Array.from({ length: 7 }, (_, at) => {
    const date = utc(addDays('2024-01-01', at));
    const word = (weekday: 'narrow' | 'long'): string => new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(date);
    return { short: word('narrow'), long: word('long') };
  });
