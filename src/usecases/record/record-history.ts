import type { CompiledTable } from '#core/compile/compiled-table.ts';
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
  const hidden = hiddenKeys(access.whole.definition, access.caller.role);
  return hidden.size === 0 ? told : told.flatMap((entry) => withoutFields(entry, hidden));
};

/** An entry that only speaks of what the caller must not know is none. */
const withoutFields = (entry: TimelineEntry, hidden: ReadonlySet<string>): readonly TimelineEntry[] => {
  const all = Object.entries(entry.changes);
  const open = all.filter(([key]) => !hidden.has(key.split('/', 1)[0] ?? key));
  return all.length > 0 && open.length === 0 ? [] : [{ ...entry, changes: Object.fromEntries(open) }];
};

/** Edits in PocketBase's dashboard are noted as they are stored: money in 分, yes and no as 1 and 0. */
const asValues = (table: CompiledTable, changes: TimelineEntry['changes']): TimelineEntry['changes'] =>
  Object.fromEntries(
    Object.entries(changes).map(([key, [before, after]]) => {
      const type = table.field(key)?.type;
      return [key, type ? [type.fromColumn(before), type.fromColumn(after)] : [before, after]];
    }),
  );
