import { evaluate } from '#core/condition/evaluate.ts';
import { reasonsFor } from '#core/condition/reasons.ts';
import type { Reminder } from '#core/definition/definition.ts';
import { isDayDue } from '#core/reminder/day-due.ts';
import { readDate, readDeadline, type RuleEvent } from '#core/reminder/reminder-rule.ts';
import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';
import { conditionSentence, fieldTitle } from '#ui/condition/condition-sentence.ts';
import { factWords, reasonWords, type ReasonWords } from '#ui/condition/reason-words.ts';
import { factsOf } from '#ui/list/row-mark.ts';
import type { TableModel } from '#ui/list/table-facts.ts';
import type { MetRecord } from './preview-reminder.ts';
import { isEvent } from './reminder-kinds.ts';

/** What a rule is told with. */
export interface HitTeller {
  readonly model: TableModel;
  readonly messages: Messages;
}

/** Why a rule meets a record today: its day or its time first, then the parts of the condition that decide, each with the record's value. */
export const hitReasons = (reminder: Reminder, met: MetRecord, teller: HitTeller): readonly ReasonWords[] => {
  const facts = factsOf(met);
  const { table, asker } = teller.model;
  const { when } = reminder;
  const time = timeReasons(reminder, met, teller);
  if (when === undefined) return time;
  const scene = { asker, source: table };
  if (!evaluate(when, facts, scene)) return [...time, { fact: conditionSentence(when, teller), because: '' }]; // changed since it was counted
  return [...time, ...reasonsFor(when, facts, scene).map((reason) => reasonWords(reason, facts, teller))];
};

const timeReasons = (reminder: Reminder, met: MetRecord, teller: HitTeller): readonly ReasonWords[] => {
  if (reminder.on === 'date') return [dayReason(reminder, met, teller)];
  return reminder.on === 'deadline' ? [deadlineReason(reminder, teller)] : [];
};

const dayReason = (reminder: Reminder, met: MetRecord, teller: HitTeller): ReasonWords => {
  const { model, messages } = teller;
  const { designParts: words, condition } = messages;
  const rule = readDate(reminder);
  const scene = { asker: model.asker, source: model.table };
  const ahead = rule.before.find((days) => isDayDue(met.values[rule.field] ?? null, { ...rule, before: [days] }, scene)) ?? 0;
  const due = ahead === 0 ? words.whyDayToday : fill(words.whyDayAhead, { days: ahead });
  return {
    fact: factWords(rule.field, factsOf(met), teller),
    because: rule.yearly ? `${words.yearly}${condition.and}${due}` : due,
  };
};

const deadlineReason = (reminder: Reminder, teller: HitTeller): ReasonWords => {
  const { designParts: words } = teller.messages;
  const { after, until, unit, count } = readDeadline(reminder);
  const named = (event: RuleEvent): string => {
    if (event.event === 'field-changed') return fill(words.whyChanged, { field: fieldTitle(event.field ?? '', teller) });
    return isEvent(event.event) ? words[`event-${event.event}`] : event.event;
  };
  return {
    fact: named(after),
    because: fill(words.whyDeadline, { count, unit: words[unit], until: named(until) }),
  };
};
