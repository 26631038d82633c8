import type { Condition } from '#core/condition/condition.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Reminder } from '#core/definition/definition.ts';

export type ReminderKind = Reminder['on'];
export const reminderKinds: readonly ReminderKind[] = ['state', 'date', 'deadline'];

/** What a date rule says: days ahead of a day of the record, each year or once. */
export interface DateRule {
  readonly field: string;
  readonly yearly: boolean;
  readonly before: readonly number[];
}

/** What a deadline rule says: hours or days after one event until another. */
export interface DeadlineRule {
  readonly after: string;
  readonly until: string;
  readonly unit: 'hours' | 'days';
  readonly count: number;
}

export const events = ['created', 'updated', 'status-changed', 'contact-logged'] as const;
export type EventName = (typeof events)[number];
export const isEvent = (word: string): word is EventName => events.some((event) => event === word);

type Bag = Readonly<Record<string, unknown>>;
const bag = (part: unknown): Bag => (typeof part === 'object' && part !== null ? { ...part } : {});

export const readDate = (reminder: Reminder): DateRule => {
  const { field, yearly, before } = bag(reminder['date']);
  return {
    field: typeof field === 'string' ? field : '',
    yearly: yearly === true,
    before: Array.isArray(before) ? before.filter((day) => typeof day === 'number') : [0],
  };
};

export const writeDate = (rule: DateRule): Bag => ({
  field: rule.field,
  ...(rule.yearly ? { yearly: true } : {}),
  before: rule.before,
});

export const readDeadline = (reminder: Reminder): DeadlineRule => {
  const [after, until, within] = [bag(reminder['after']), bag(reminder['until']), bag(reminder['within'])];
  const unit = typeof within['days'] === 'number' ? 'days' : 'hours';
  const count = within[unit];
  return {
    after: typeof after['event'] === 'string' ? after['event'] : 'created',
    until: typeof until['event'] === 'string' ? until['event'] : 'updated',
    unit,
    count: typeof count === 'number' ? count : 24,
  };
};

export const writeDeadline = ({ after, until, unit, count }: DeadlineRule): Bag => ({
  after: { event: after },
  within: { [unit]: count },
  until: { event: until },
});

/** Days ahead as people write them: 7, 3, 0; undefined for anything else. */
export const readDaysAhead = (text: string): readonly number[] | undefined => {
  const words = text.split(/[,，、\s]+/).filter((word) => word !== '');
  const days = words.map(Number);
  const sound = days.length > 0 && days.length <= 10 && days.every((day) => Number.isInteger(day) && day >= 0 && day <= 366);
  return sound ? [...new Set(days)].toSorted((one, other) => other - one) : undefined;
};

export const dateFields = (table: CompiledTable): readonly string[] =>
  table.fields.filter(({ type }) => type.name === 'date' || type.name === 'datetime').map(({ key }) => key);

/** A condition to begin with: the newest question of a table is who has not been met for long. */
export const firstCondition = (table: CompiledTable): Condition => {
  const [day] = dateFields(table);
  return day === undefined ? { field: '$updated', op: 'before', value: { days: -30 } } : { field: day, op: 'before', value: { days: -30 } };
};

/** The keywords of a kind, each with what it begins with; those of the other kinds go. */
export const turnedTo = (kind: ReminderKind, reminder: Reminder, table: CompiledTable): Readonly<Record<string, unknown>> => {
  const gone = { date: null, after: null, within: null, until: null, mark: null, repeat: null };
  if (kind === 'state') return { ...gone, on: kind, when: reminder.when ?? firstCondition(table), mark: 'red' };
  if (kind === 'date') return { ...gone, on: kind, date: writeDate({ field: dateFields(table)[0] ?? '', yearly: false, before: [7, 0] }) };
  return { ...gone, on: kind, ...writeDeadline({ after: 'created', until: 'updated', unit: 'hours', count: 24 }) };
};

/** The rows that a rule meets today as a condition; `undefined` where rows alone cannot say it: each year again, or after an event. */
export const hitsToday = (reminder: Reminder): Condition | undefined => {
  if (reminder.on === 'state') return reminder.when;
  if (reminder.on !== 'date') return undefined;
  const { field, yearly, before } = readDate(reminder);
  if (yearly || field === '' || before.length === 0) return undefined;
  const days: Condition = { any: before.map((ahead) => ({ field, op: 'is', value: { days: ahead } }) as const) };
  return reminder.when === undefined ? days : { all: [reminder.when, days] };
};
