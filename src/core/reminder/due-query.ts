import { leavesOf } from '#core/condition/condition.ts';
import { findField } from '#core/condition/condition-field.ts';
import type { Bind } from '#core/condition/condition-to-sql.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Reminder } from '#core/definition/definition.ts';
import { newBindings, type SqlText } from '#core/query/bindings.ts';
import { rowJson } from '#core/query/row-json.ts';
import { rowTests, type RowSet } from '#core/query/row-query.ts';
import { dayDueSql } from '#core/reminder/day-due.ts';
import { deadlineSql } from '#core/reminder/deadline-due.ts';
import { readDate, readDeadline } from '#core/reminder/reminder-rule.ts';

/** Which rows of a reach a rule speaks of; one it cannot count (whyUncounted) is a bug of whoever asks. */
export interface DueQuery {
  readonly table: CompiledTable;
  readonly rows: RowSet;
  readonly reminder: Reminder;
}

interface DueParts {
  readonly from: string;
  readonly where: string;
  /** Whether the time of the row runs out today; false: it ran out before. */
  readonly isDue: string;
  readonly order: string;
}

/** `[count, late]`: rows that a rule meets today, and rows whose time ran out before today and which still stand open. */
export const dueCountSql = (query: DueQuery): SqlText => {
  const { bind, params } = newBindings();
  const { from, where, isDue } = dueParts(query, bind);
  const counts = isDue === '1' ? 'count(*), 0' : `count(*) filter (where ${isDue}), count(*) filter (where not (${isDue}))`;
  return { text: `select json_array(${counts}) as j from ${from} where ${where}`, params };
};

/** The first rows a rule meets today, as `rowJson`: the longest ago first. */
export const dueRowsSql = (query: DueQuery, limit: number): SqlText => {
  const { bind, params } = newBindings();
  const { from, where, isDue, order } = dueParts(query, bind);
  return { text: `select ${rowJson(query.table)} as j from ${from} where ${where} and ${isDue} order by ${order} limit ${limit}`, params };
};

const dueParts = ({ table, rows, reminder }: DueQuery, bind: Bind): DueParts => {
  const tests = rowTests(table, { ...rows, filter: reminder.when }, bind);
  const own = `${table.collection} t`;
  if (reminder.on === 'date') {
    const rule = readDate(reminder);
    const where = [...tests, dayDueSql(rule, { asker: rows.asker, source: table }, bind)].join(' and ');
    return { from: own, where, isDue: '1', order: byDay(table, rule.field) };
  }
  if (reminder.on === 'state') {
    const day = reminder.when && leavesOf(reminder.when).find(({ field }) => isDay(table, field))?.field;
    return { from: own, where: tests.join(' and '), isDue: '1', order: byDay(table, day ?? '$updated') };
  }
  const begun = deadlineSql(readDeadline(reminder), { table, asker: rows.asker }, bind);
  return {
    from: `${own} ${begun.join}`.trim(),
    where: [...tests, ...begun.tests].join(' and '),
    isDue: `${begun.at} >= ${begun.from}`,
    order: `${begun.at}, t.id`,
  };
};

const isDay = (table: CompiledTable, key: string): boolean => ['date', 'datetime'].includes(findField(table, key)?.type.name ?? '');

/** Unset days last. */
const byDay = (table: CompiledTable, key: string): string => {
  const column = `t.${findField(table, key)?.column ?? 'updated_at'}`;
  return `${column} = '', ${column}, t.id`;
};
