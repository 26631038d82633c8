import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';
import { fillRate, type FieldFacts, type ReviewFacts } from '#core/review/review-facts.ts';
import { threshold } from '#core/review/threshold.ts';
import { localDay, daysBetween } from '#core/field/calendar.ts';
import { othersOf } from './review-shape.ts';

export interface FieldNote {
  readonly words: string;
  readonly tone: 'danger' | 'warning' | 'muted';
}

/** Rates below which a bar is red, and ochre; the word beside it is the number itself. */
export const rateTone = (rate: number): 'danger' | 'warning' | 'accent' =>
  rate < threshold.emptyRate ? 'danger' : rate < 0.5 ? 'warning' : 'accent';

/** The one thing that is worth a look in a field's line, the gravest first. */
export const noteOf = (field: FieldFacts, facts: ReviewFacts, { review }: Messages): FieldNote | undefined => {
  if (field.isNew) return { words: review.noteNew, tone: 'muted' };
  const days = field.lastWritten === '' ? 0 : Math.floor((Date.parse(facts.to) - Date.parse(field.lastWritten)) / 86_400_000);
  if (days >= threshold.staleDays) return { words: fill(review.noteDays, { days }), tone: 'danger' };
  const errors = field.errors.reduce((sum, { count }) => sum + count, 0);
  if (errors >= threshold.errorCount) return { words: fill(review.noteErrors, { count: errors }), tone: 'warning' };
  const others = othersOf(field, facts.fields)?.fill.filled ?? 0;
  if (others > 0) return { words: fill(review.noteOther, { count: others.toLocaleString('en') }), tone: 'warning' };
  const unused = field.options.filter((option) => option.count === 0 && !option.retired).length;
  if (unused > 0 && field.fill.filled > 0) return { words: fill(review.noteUnused, { count: unused }), tone: 'warning' };
  return field.uses.views === 0 && fillRate(field.fill) < 0.5 ? { words: review.noteUnseen, tone: 'warning' } : undefined;
};

/** 今天, 昨天, `11-19` in this year, else `2024-03`. */
export const writtenText = (
  moment: string,
  { now, zone }: { readonly now: number; readonly zone: string },
  { review }: Messages,
): string => {
  if (moment === '') return review.never;
  const [day, today] = [localDay(Date.parse(moment), zone), localDay(now, zone)];
  const ago = daysBetween(day, today);
  if (ago <= 0) return review.today;
  if (ago === 1) return review.yesterday;
  return day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day.slice(0, 7);
};

export const usedOptions = (field: FieldFacts): string =>
  field.options.length === 0
    ? '—'
    : `${field.options.filter((option) => option.count > 0).length} / ${field.options.filter((option) => option.count > 0 || !option.retired).length}`;
