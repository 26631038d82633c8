import { findField, type FieldSource } from '#core/condition/condition-field.ts';
import type { Reminder } from '#core/definition/definition.ts';

/** What a date rule says: days ahead of a day of the record, each year or once. */
export interface DateRule {
  readonly field: string;
  readonly yearly: boolean;
  readonly before: readonly number[];
}

/** Something that befalls a record; `field` and `to` (an option) belong to `field-changed`. */
export interface RuleEvent {
  readonly event: string;
  readonly field?: string;
  readonly to?: string;
}

/** What a deadline rule says: hours or days after one event until another. */
export interface DeadlineRule {
  readonly after: RuleEvent;
  readonly until: RuleEvent;
  readonly unit: 'hours' | 'days';
  readonly count: number;
}

type Bag = Readonly<Record<string, unknown>>;
const bag = (part: unknown): Bag => (typeof part === 'object' && part !== null ? { ...part } : {});

/** The day of a date rule; what cannot be read falls back to the day itself. */
export const readDate = (reminder: Readonly<Record<string, unknown>>): DateRule => {
  const { field, yearly, before } = bag(reminder['date']);
  return {
    field: typeof field === 'string' ? field : '',
    yearly: yearly === true,
    before: Array.isArray(before) ? before.filter((day) => Number.isInteger(day)) : [0],
  };
};

const readEvent = (part: unknown, usual: string): RuleEvent => {
  const { event, field, to } = bag(part);
  return {
    event: typeof event === 'string' ? event : usual,
    ...(typeof field === 'string' ? { field } : {}),
    ...(typeof to === 'string' ? { to } : {}),
  };
};

/** The events and the time between them of a deadline rule. */
export const readDeadline = (reminder: Readonly<Record<string, unknown>>): DeadlineRule => {
  const within = bag(reminder['within']);
  const unit = typeof within['days'] === 'number' ? 'days' : 'hours';
  const count = within[unit];
  return {
    after: readEvent(reminder['after'], 'created'),
    until: readEvent(reminder['until'], 'updated'),
    unit,
    count: typeof count === 'number' ? count : 24,
  };
};

/** The field whose change an event is; undefined for events of the whole record. `status-changed` speaks of the field `status`. */
export const eventField = ({ event, field }: RuleEvent): string | undefined =>
  event === 'field-changed' ? (field ?? '') : event === 'status-changed' ? 'status' : undefined;

/** Why rows cannot be counted: a contact is not kept yet, nobody knows the event, or the field is none that would do. */
export type Uncounted = 'contact' | 'event' | 'field';

/** Undefined where the rows and their history say which records a rule meets today. */
export const whyUncounted = (reminder: Reminder, source: FieldSource): Uncounted | undefined => {
  if (reminder.on === 'state') return undefined;
  if (reminder.on === 'date') {
    const { field, before } = readDate(reminder);
    const name = findField(source, field)?.type.name;
    return (name === 'date' || name === 'datetime') && before.length > 0 ? undefined : 'field';
  }
  const { after, until } = readDeadline(reminder);
  return uncountedEvent(after, source) ?? uncountedEvent(until, source);
};

const uncountedEvent = (event: RuleEvent, source: FieldSource): Uncounted | undefined => {
  if (event.event === 'contact-logged') return 'contact';
  const field = eventField(event);
  if (field !== undefined) return source.field(field) === undefined ? 'field' : undefined;
  return event.event === 'created' || event.event === 'updated' ? undefined : 'event';
};
