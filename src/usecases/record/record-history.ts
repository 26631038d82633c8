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
export const recordHistory = (world: World, access: TableAccess, record: StoredRecord): Promise<readonly TimelineEntry[]> =>
  world.db.read<TimelineEntry>({
    text: `select json_object(${columns}) as j from b_history where tbl = :tbl and record = :record order by rowid desc limit 200`,
    params: { tbl: access.table.key, record: record.id },
  });
