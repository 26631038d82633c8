import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Value } from '#core/definition/definition.ts';
import { hiddenKeys } from '#core/permission/field-access.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import type { World } from '#usecases/ports/world.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** One entry of a row's timeline, newest first. `changes`: `{key: [before, after]}`. */
export interface TimelineEntry {
  readonly seq: number;
  readonly kind: string;
  readonly at: string;
  readonly by: string;
  readonly door: string;
  readonly importId: string;
  readonly version: number;
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>;
}

const columns = `'seq', rowid, 'kind', kind, 'at', at, 'by', by_id, 'door', door, 'importId', import_id, 'version', version, 'changes', json(changes)`;

/** The history of a row the caller was already allowed to see. */
export const recordHistory = async (world: World, access: TableAccess, record: StoredRecord): Promise<readonly TimelineEntry[]> => {
  const entries = await world.db.read<TimelineEntry>({
    text: `select json_object(${columns}) as j from b_history where tbl = :tbl and record = :record order by rowid desc limit 200`,
    params: { tbl: access.table.key, record: record.id },
  });
  const told = entries.map((entry) => (entry.door === 'dashboard' ? { ...entry, changes: asValues(access.whole, entry.changes) } : entry));
  const worded = told.map((entry) => ({ ...entry, changes: linesInWords(access, entry.changes) }));
  const hidden = hiddenKeys(access.whole.definition, access.caller.role);
  return hidden.size === 0 ? worded : worded.flatMap((entry) => withoutFields(entry, hidden));
};

/** An entry that only speaks of what the caller must not know is none. */
const withoutFields = (entry: TimelineEntry, hidden: ReadonlySet<string>): readonly TimelineEntry[] => {
  const all = Object.entries(entry.changes);
  const open = all.filter(([key]) => !hidden.has(key.split('/', 1)[0] ?? key));
  return all.length > 0 && open.length === 0 ? [] : [{ ...entry, changes: Object.fromEntries(open) }];
};

/** `key/line`, what was written over on a line beside: in words, for the reader has only the fields of today. */
const linesInWords = ({ whole, lookup }: TableAccess, changes: TimelineEntry['changes']): TimelineEntry['changes'] =>
  Object.fromEntries(
    Object.entries(changes).map(([name, change]) => {
      const [key = '', number = ''] = name.split('/');
      const line = number === '' ? undefined : whole.field(key)?.kept.find((kept) => String(kept.line) === number);
      if (!line) return [name, change];
      const [before, after] = change.map((value) =>
        isValue(value) && value !== null ? line.type.format(value, line.schema, lookup) : value,
      );
      return [name, [before, after]];
    }),
  );

const isValue = (value: unknown): value is Value =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value) || Array.isArray(value);

/** Edits in PocketBase's dashboard are noted as they are stored: money in 分, yes and no as 1 and 0. */
const asValues = (table: CompiledTable, changes: TimelineEntry['changes']): TimelineEntry['changes'] =>
  Object.fromEntries(
    Object.entries(changes).map(([key, [before, after]]) => {
      const type = table.field(key)?.type;
      return [key, type ? [type.fromColumn(before), type.fromColumn(after)] : [before, after]];
    }),
  );
