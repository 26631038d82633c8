import type { CompiledField } from '#core/compile/compiled-table.ts';
import type { Value } from '#core/definition/definition.ts';
import { localTime } from '#core/field/calendar.ts';
import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';
import type { IconName } from '#ui/kit/icon-name.ts';
import { titleOf } from '#ui/field/title-of.ts';
import type { TableModel } from '#ui/list/table-facts.ts';
import type { TimelineEntry } from './record-facts.ts';

export interface TimelineChange {
  readonly key: string;
  readonly title: string;
  readonly field: CompiledField | undefined;
  readonly before: Value;
  readonly after: Value;
}

const isValue = (value: unknown): value is Value =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value) || Array.isArray(value);
const valueOf = (given: unknown): Value => (isValue(given) ? given : null);

/** What an entry says happened: 新建, 改了 2 个字段, 移入回收站, 还原. */
export const entryWords = (entry: TimelineEntry, words: Messages['record']): string => {
  if (entry.kind === 'create') return entry.importId === '' ? words.created : words.imported;
  if (entry.kind === 'delete') return words.deleted;
  if (entry.kind === 'restore') return words.restored;
  return fill(words.updated, { count: Object.keys(entry.changes).filter((key) => !key.includes('/')).length });
};

export const entryIcon = (kind: string): IconName =>
  kind === 'create' ? 'plus' : kind === 'delete' ? 'trash' : kind === 'restore' ? 'undo' : 'edit';

/** Where a change came from, where it was not a page; '' for pages. */
export const doorWords = (entry: TimelineEntry, words: Messages['record']): string => {
  if (entry.importId !== '' && entry.kind !== 'create') return words.byImport;
  if (entry.door === 'api') return words.byApi;
  if (entry.door === 'dashboard') return words.byDashboard;
  return entry.door === 'cli' ? words.byCommand : '';
};

/** Before and after of each field of a change, in the order of the form; a field that is gone keeps its key. `key/line` is an earlier form's value that was written over. */
export const entryChanges = (entry: TimelineEntry, { table, context }: TableModel, words: Messages['record']): readonly TimelineChange[] =>
  Object.entries(entry.changes)
    .map(([key, [before, after]]) => {
      if (key.includes('/')) return lineChange({ key, before: valueOf(before), after: valueOf(after) }, { table, context }, words);
      const field = table.field(key === '$owner' ? (table.ownerField?.key ?? key) : key);
      const title = field ? titleOf(field.schema, context.language) : key === '$owner' ? words.owner : key;
      const shown = (value: unknown): Value => (field || key !== '$owner' ? valueOf(value) : nameOf(value, context));
      return { key, title, field, before: shown(before), after: shown(after) };
    })
    .sort((one, other) => (one.field?.position ?? 9999) - (other.field?.position ?? 9999));

/** The value of a line beside comes in words. */
const lineChange = (
  change: Pick<TimelineChange, 'key' | 'before' | 'after'>,
  { table, context }: Pick<TableModel, 'table' | 'context'>,
  words: Messages['record'],
): TimelineChange => {
  const own = change.key.split('/', 1)[0] ?? '';
  const field = table.field(own);
  return { ...change, title: fill(words.earlierForm, { field: field ? titleOf(field.schema, context.language) : own }), field: undefined };
};

const nameOf = (id: unknown, { people }: TableModel['context']): string => people.find((person) => person.id === id)?.name ?? String(id);

/** A moment as people say it here: 今天 10:42, 昨天 16:18, 11-22 10:42, with the year where it is another. */
export const momentWords = (at: string, { context }: Pick<TableModel, 'context'>, words: Messages['record']): string => {
  const local = localTime(Date.parse(at), context.zone);
  const [day, time] = [local.slice(0, 10), local.slice(11, 16)];
  if (day === context.today) return fill(words.todayAt, { time });
  const days = Math.round((Date.parse(context.today) - Date.parse(day)) / 86_400_000);
  if (days === 1) return fill(words.yesterdayAt, { time });
  return `${day.slice(0, 4) === context.today.slice(0, 4) ? day.slice(5) : day} ${time}`;
};
