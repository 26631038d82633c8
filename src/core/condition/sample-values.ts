import { addDays } from '#core/field/calendar.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { anyAsker, answers, wantsUnset, type Demand, type Literal } from '#core/condition/literal.ts';
import { boundsOf, isRelative, listOf } from '#core/condition/operand.ts';

/** A value no operand names. */
const another = '\u0000another';

const operandsOf = (literals: readonly Literal[]): readonly unknown[] => literals.flatMap(({ leaf }) => listOf(leaf.value));

/** Whether a number can answer: every bound, between each two, and beyond the outermost. */
export const someNumber = (demand: Demand): boolean => {
  const bounds = [...new Set(operandsOf(demand.literals).map(Number))].sort((one, other) => one - other);
  const between = bounds.map((bound, at) => bound / 2 + (bounds[at + 1] ?? bound) / 2);
  return [...bounds, ...between, -Number.MAX_VALUE, Number.MAX_VALUE].some((value) => answers(value, demand));
};

/** Whether an option can answer: each one, and one that a later revision may have dropped. */
export const someOption = (demand: Demand): boolean =>
  [...optionsOf(demand.field.schema).map((option) => option.const), another].some((id) => answers(id, demand));

/** Whether a person can answer, whoever asks: the asker, somebody of the team, or neither. */
export const somePerson = (demand: Demand): boolean =>
  [...operandsOf(demand.literals).map(String), another].some((id) =>
    [id, anyAsker.me].some((me) => [[id], []].some((team) => answers(id, demand, { ...anyAsker, me, team }))),
  );

/**
 * Whether a day or moment can answer. Days of the calendar, days counted from today, periods of one length and exact moments are each
 * judged among themselves: how they lie to each other depends on the day and the zone.
 */
export const someDay = (demand: Demand): boolean => {
  if (wantsUnset(demand)) return false;
  const groups = Map.groupBy(demand.literals, groupOf);
  return [...groups].every(([group, literals]) => group === '' || group === 'mixed' || someDayOf({ ...demand, literals }));
};

const someDayOf = (demand: Demand): boolean => {
  const bounds = operandsOf(demand.literals).flatMap((operand) => {
    const { from, to } = boundsOf(demand.field, operand, anyAsker);
    return [from, to];
  });
  const values = bounds.map((bound) => (bound.endsWith('~') ? new Date(Date.parse(bound.slice(0, -1)) + 1).toISOString() : bound));
  const earliest = bounds.toSorted()[0] ?? '';
  const before = earliest.length > 10 ? new Date(Date.parse(earliest) - 1).toISOString() : addDays(earliest, -1);
  return [...values, before].some((value) => answers(value, demand));
};

/** What the operands of a comparison are; '' without any. */
const groupOf = ({ leaf }: Literal): string => {
  const kinds = new Set(listOf(leaf.value).map(kindOf));
  const [kind = ''] = kinds;
  return kinds.size > 1 ? 'mixed' : kind;
};

const kindOf = (operand: unknown): string => {
  if (isRelative(operand)) return 'this' in operand ? operand.this : 'counted';
  return String(operand).length > 10 ? 'moment' : 'day';
};
