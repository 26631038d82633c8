import type { StoredRecord } from '#core/query/row-json.ts';
import type { World } from '#usecases/ports/world.ts';
import { recordHistory, type TimelineEntry } from '#usecases/record/record-history.ts';
import { findRecord } from '#usecases/record/find-record.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';
import { regionWordsOf } from '#usecases/view/list-rows.ts';

/** Everything that the page of one record draws. */
export interface RecordPage {
  readonly record: StoredRecord;
  readonly history: readonly TimelineEntry[];
  readonly regionWords: Readonly<Record<string, string>>;
}

/** Undefined for a row that is not there or not the caller's to see; one in the bin is shown to whoever may delete. */
export const readRecordPage = async (world: World, access: TableAccess, id: string): Promise<RecordPage | undefined> => {
  const record = await findRecord(world, access, id);
  if (!record || (record.deleted !== '' && access.rights.delete === 'none')) return undefined;
  const history = await recordHistory(world, access, record);
  const before = history.flatMap((entry) =>
    [0, 1].map((side) => ({
      values: Object.fromEntries(
        Object.entries(entry.changes).map(([key, pair]) => [key, typeof pair[side] === 'string' ? pair[side] : null]),
      ),
    })),
  );
  return { record, history, regionWords: regionWordsOf(world, access.table, [record, ...before]) };
};
