import type { Asker } from '#core/condition/condition.ts';
import type { Bind } from '#core/condition/condition-to-sql.ts';
import { findField, type ConditionField, type FieldSource } from '#core/condition/condition-field.ts';
import { boundsOf } from '#core/condition/operand.ts';
import type { Value } from '#core/definition/definition.ts';
import { addDays, localDay } from '#core/field/calendar.ts';
import type { DateRule } from '#core/reminder/reminder-rule.ts';

/** Moments further back than this have no anniversary: their local days cannot be told without the zone of their time. */
const firstYear = 1900;

/** The days that a rule speaks of today: today and so many days ahead. */
const targets = ({ before }: DateRule, { today }: Asker): readonly string[] => [...new Set(before)].map((ahead) => addDays(today, ahead));

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Months and days whose anniversary falls on a day: in a common year 29 February comes round on the 28th. */
const cameRound = (day: string): readonly string[] => {
  const own = day.slice(5);
  return own === '02-28' && !isLeap(Number(day.slice(0, 4))) ? [own, '02-29'] : [own];
};

/**
 * Whether the day of a record, or with `yearly` its anniversary, lies exactly as many days ahead as the rule says. The day itself is the
 * first of its anniversaries: a birthday still to come has none before it.
 */
export const isDayDue = (
  value: Value,
  rule: DateRule,
  { asker, source }: { readonly asker: Asker; readonly source: FieldSource },
): boolean => {
  const field = findField(source, rule.field);
  if (field === undefined || typeof value !== 'string') return false;
  const isMoment = field.type.name === 'datetime';
  const day = isMoment ? localDay(Date.parse(value), asker.zone) : value;
  if (!rule.yearly) return targets(rule, asker).includes(day);
  if (isMoment && Number(day.slice(0, 4)) < firstYear) return false;
  return targets(rule, asker).some((target) => day <= target && cameRound(target).includes(day.slice(5)));
};

/** The same as SQL over the row `t`. */
export const dayDueSql = (rule: DateRule, scene: { readonly asker: Asker; readonly source: FieldSource }, bind: Bind): string => {
  const field = findField(scene.source, rule.field);
  const days = targets(rule, scene.asker);
  if (field === undefined || days.length === 0) return '0';
  const column = `t.${field.column}`;
  if (field.type.name === 'datetime') return momentSql(rule.yearly ? days.flatMap(yearsOf) : days, { field, asker: scene.asker }, bind);
  if (!rule.yearly) return `${column} in (${days.map(bind).join(', ')})`;
  return `(${days
    .map((day) => `(substr(${column}, 6) in (${cameRound(day).map(bind).join(', ')}) and ${column} <= ${bind(day)})`)
    .join(' or ')})`;
};

/** Every day since 1900 that comes round on this one. */
const yearsOf = (day: string): readonly string[] => {
  const last = Number(day.slice(0, 4));
  return Array.from({ length: Math.max(0, last - firstYear + 1) }, (_, at) => firstYear + at).flatMap((year) =>
    cameRound(day)
      .filter((own) => own !== '02-29' || isLeap(year))
      .map((own) => `${year}-${own}`),
  );
};

/** Moments stand in UTC: the bounds of each local day, behind the few UTC days they can lie on, which are quick to tell. */
const momentSql = (
  days: readonly string[],
  { field, asker }: { readonly field: ConditionField; readonly asker: Asker },
  bind: Bind,
): string => {
  const column = `t.${field.column}`;
  const spans = days.map((day) => boundsOf(field, day, asker));
  const near = [...new Set(days.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)].map((each) => each.slice(5))))];
  const inside = `exists (select 1 from json_each(${bind(JSON.stringify(spans.map(({ from, to }) => [from, to])))}) e where ${column} >= json_extract(e.value, '$[0]') and ${column} < json_extract(e.value, '$[1]'))`;
  return `(substr(${column}, 6, 5) in (select value from json_each(${bind(JSON.stringify(near))})) and ${inside})`;
};
