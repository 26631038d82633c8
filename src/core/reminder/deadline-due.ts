import type { Asker } from '#core/condition/condition.ts';
import type { Bind } from '#core/condition/condition-to-sql.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { addDays, momentOf } from '#core/field/calendar.ts';
import { eventField, type DeadlineRule, type RuleEvent } from '#core/reminder/reminder-rule.ts';

/** A change of a record as its history keeps it; versions count up from 1, its making. */
export interface RowChange {
  readonly version: number;
  readonly at: string;
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

/** What a deadline rule reads of a record. */
export interface RowLife {
  readonly version: number;
  readonly created: string;
  readonly updated: string;
  readonly changes: readonly RowChange[];
}

/** `due`: the time runs out today; `late`: it ran out before; `none`: it has not begun, runs on, or was met. */
export type DeadlineState = 'due' | 'late' | 'none';

/** The beginnings whose time runs out within today: from the first moment, up to the second. */
const windowOf = ({ unit, count }: DeadlineRule, { today, zone }: Asker): { readonly from: string; readonly to: string } => {
  const start = (day: string): number => momentOf(`${day}T00:00:00`, zone);
  const back = unit === 'hours' ? count * 3_600_000 : 0;
  const day = unit === 'days' ? addDays(today, -count) : today;
  return { from: new Date(start(day) - back).toISOString(), to: new Date(start(addDays(day, 1)) - back).toISOString() };
};

/** One save may begin and meet a rule at once (改成合作中，并填上金额), unless every beginning would meet it. */
const metAtOnce = ({ after, until }: DeadlineRule): boolean =>
  !(eventField(until) === eventField(after) && (until.to === undefined || until.to === after.to));

const isChange = ({ changes }: RowChange, event: RuleEvent): boolean => {
  const change = changes[eventField(event) ?? ''];
  return change !== undefined && (event.to === undefined || change[1] === event.to);
};

/** Where the last beginning of a rule left the record: an earlier one is forgotten when it begins anew. */
const begunAt = ({ after }: DeadlineRule, row: RowLife): { readonly at: string; readonly version: number } | undefined => {
  if (after.event === 'created') return { at: row.created, version: 1 };
  if (eventField(after) !== undefined)
    return row.changes.filter((change) => isChange(change, after)).reduce<RowChange | undefined>(later, undefined);
  return after.event === 'updated' && row.version > 1 ? { at: row.updated, version: row.version } : undefined;
};

const later = (one: RowChange | undefined, other: RowChange): RowChange => (one && one.version > other.version ? one : other);

const isMet = (rule: DeadlineRule, row: RowLife, begun: number): boolean => {
  const { until } = rule;
  if (until.event === 'updated') return row.version > begun;
  return (
    eventField(until) !== undefined &&
    row.changes.some((change) => isChange(change, until) && (metAtOnce(rule) ? change.version >= begun : change.version > begun))
  );
};

/** How a record stands to a rule today, by its facts and its history. Days are counted by the calendar, hours by the clock. */
export const deadlineState = (rule: DeadlineRule, row: RowLife, asker: Asker): DeadlineState => {
  const begun = begunAt(rule, row);
  const { from, to } = windowOf(rule, asker);
  if (begun === undefined || begun.at >= to || isMet(rule, row, begun.version)) return 'none';
  return begun.at >= from ? 'due' : 'late';
};

/** The parts of a query over the row `t` that choose what `deadlineState` calls due or late. */
export interface DeadlineSql {
  /** Brings the beginning of each row; '' where the row knows it. */
  readonly join: string;
  /** The moment it began. */
  readonly at: string;
  /** Placeholder of the first moment whose time runs out today; earlier ones are late. */
  readonly from: string;
  readonly tests: readonly string[];
}

/** The history is read once, by table; what meets a rule is looked up by record. */
export const deadlineSql = (
  rule: DeadlineRule,
  { table, asker }: { readonly table: CompiledTable; readonly asker: Asker },
  bind: Bind,
): DeadlineSql => {
  const { from, to } = windowOf(rule, asker);
  const { join, at, version, tests } = begunSql(rule.after, table, bind);
  return { join, at, from: bind(from), tests: [...tests, `${at} < ${bind(to)}`, openSql(rule, { table, version }, bind)] };
};

const begunSql = (after: RuleEvent, table: CompiledTable, bind: Bind): Omit<DeadlineSql, 'from'> & { readonly version: string } => {
  if (after.event === 'created') return { join: '', at: 't.created_at', version: '1', tests: [] };
  if (eventField(after) === undefined) return { join: '', at: 't.updated_at', version: 't.version', tests: ['t.version > 1'] };
  const last = `select h.record, max(h.version) as version, h.at from b_history h where +h.tbl = ${bind(table.key)} and ${changeSql('h', after, bind)} group by h.record`;
  return { join: `join (${last}) s on s.record = t.id`, at: 's.at', version: 's.version', tests: [] };
};

const changeSql = (line: string, event: RuleEvent, bind: Bind): string => {
  const place = `$.${eventField(event) ?? ''}`;
  const changed = `${line}.kind = 'update' and json_type(${line}.changes, ${bind(place)}) is not null`;
  return event.to === undefined ? changed : `${changed} and json_extract(${line}.changes, ${bind(`${place}[1]`)}) = ${bind(event.to)}`;
};

const openSql = (
  rule: DeadlineRule,
  { table, version }: { readonly table: CompiledTable; readonly version: string },
  bind: Bind,
): string => {
  if (rule.until.event === 'updated') return `t.version <= ${version}`;
  if (eventField(rule.until) === undefined) return '1';
  const since = `u.version ${metAtOnce(rule) ? '>=' : '>'} ${version}`;
  return `not exists (select 1 from b_history u where u.tbl = ${bind(table.key)} and u.record = t.id and ${since} and ${changeSql('u', rule.until, bind)})`;
};
