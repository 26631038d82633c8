import type { Condition } from '#core/condition/condition.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Reminder } from '#core/definition/definition.ts';
import type { DateRule, DeadlineRule, RuleEvent } from '#core/reminder/reminder-rule.ts';

export type ReminderKind = Reminder['on'];
export const reminderKinds: readonly ReminderKind[] = ['state', 'date', 'deadline'];

export const events = ['created', 'updated', 'field-changed', 'contact-logged', 'status-changed'] as const;
export type EventName = (typeof events)[number];
export const isEvent = (word: string): word is EventName => events.some((event) => event === word);

type Bag = Readonly<Record<string, unknown>>;

export const writeDate = (rule: DateRule): Bag => ({
  field: rule.field,
  ...(rule.yearly ? { yearly: true } : {}),
  before: rule.before,
});

export const writeDeadline = ({ after, until, unit, count }: DeadlineRule): Bag => ({ after, within: { [unit]: count }, until });

/** Another event; one that speaks of a field begins with the one that stands, else with the first that says how things are. */
export const eventNamed = (event: string, known: RuleEvent, table: CompiledTable): RuleEvent => {
  if (event !== 'field-changed') return { event };
  const first = table.fields.find(({ type }) => type.name === 'choice') ?? table.fields[0];
  const field = known.field ?? first?.key;
  return { event, ...(field === undefined ? {} : { field }) };
};

/** Where a rule ends: nothing is made twice. */
export const endEvents: readonly EventName[] = events.filter((event) => event !== 'created');

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
  return { ...gone, on: kind, ...writeDeadline({ after: { event: 'created' }, until: { event: 'updated' }, unit: 'hours', count: 24 }) };
};
