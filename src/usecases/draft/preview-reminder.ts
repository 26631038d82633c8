import { checkCondition } from '#core/condition/check-condition.ts';
import type { Condition } from '#core/condition/condition.ts';
import type { Reminder } from '#core/definition/definition.ts';
import { problem, type Problem } from '#core/problem.ts';
import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import { dueCountSql, dueRowsSql, type DueQuery } from '#core/reminder/due-query.ts';
import { readDate, readDeadline, whyUncounted, type Uncounted } from '#core/reminder/reminder-rule.ts';
import { done, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { rowsFor, type TableAccess } from '#usecases/table/open-table.ts';

/** What a rule does today. `late`: records whose time ran out before today and which still wait. */
export interface ReminderPreview {
  readonly count: number;
  readonly late: number;
  /** The first of the counted ones. */
  readonly records: readonly StoredRecord[];
}

const mostShown = 8;

/** Counts the rows of one's reach that a rule meets today and reads the first of them; the rule need not be published. */
export const previewReminder = async (world: World, access: TableAccess, raw: unknown): Promise<Outcome<ReminderPreview>> => {
  const { table } = access;
  const reminder = readReminder(raw);
  if (reminder === undefined) return refusedFor(problem('reminder-shape', '/reminder'));
  const faults = faultsOf(reminder, access);
  if (faults.length > 0) return refusedFor(...faults);
  const query: DueQuery = { table, rows: rowsFor(access, 'read'), reminder };
  const [counts, rows] = await Promise.all([
    world.db.read<readonly [number, number]>(dueCountSql(query)),
    world.db.read<readonly unknown[]>(dueRowsSql(query, mostShown)),
  ]);
  const [[count, late] = [0, 0]] = counts;
  return done({ count, late, records: rows.map((row) => readRow(table, row)) });
};

const kinds: readonly Reminder['on'][] = ['state', 'date', 'deadline'];

const readReminder = (raw: unknown): Reminder | undefined => {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const on = kinds.find((kind) => 'on' in raw && raw.on === kind);
  const when = 'when' in raw ? (raw.when as Condition | undefined) : undefined; // judged below, before anything reads it
  return on === undefined ? undefined : { ...raw, key: '', title: '', on, ...(when === undefined ? {} : { when }) };
};

const uncounted: Readonly<Record<Uncounted, Problem>> = {
  contact: problem('reminder-uncounted-contact', '/reminder'),
  event: problem('reminder-uncounted-event', '/reminder'),
  field: problem('reminder-uncounted-field', '/reminder'),
};

const faultsOf = (reminder: Reminder, { table }: TableAccess): readonly Problem[] => {
  const faults = reminder.when === undefined ? [] : checkCondition(reminder.when, table, '/reminder/when');
  if (reminder.on === 'state' && reminder.when === undefined) return [problem('reminder-when', '/reminder')];
  if (faults.length > 0) return faults;
  const why = whyUncounted(reminder, table);
  if (why !== undefined) return [uncounted[why]];
  const { before } = readDate(reminder);
  const { count } = readDeadline(reminder);
  const isSound =
    reminder.on === 'date'
      ? before.length <= 10 && before.every((day) => day >= 0 && day <= 366)
      : reminder.on === 'state' || (Number.isInteger(count) && count >= 1 && count <= 8784);
  return isSound ? [] : [problem('reminder-shape', '/reminder')];
};
