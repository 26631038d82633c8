import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import { recordSql } from '#core/query/list-query.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { projectRecord } from '#core/permission/project-table.ts';
import { reaches } from '#core/permission/rights.ts';
import type { World } from '#usecases/ports/world.ts';
import { rememberRow } from '#usecases/record/known-rows.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** A row by id as the caller may see it; undefined for what is not there and for what is not theirs to see, alike. */
export const findRecord = (world: World, access: TableAccess, id: string): Promise<StoredRecord | undefined> =>
  readRecord(world, access, { id, table: access.table });

/** The same with every field, for what is about to be written; never handed out as it is (`shown`). */
export const findWhole = (world: World, access: TableAccess, id: string): Promise<StoredRecord | undefined> =>
  readRecord(world, access, { id, table: access.whole });

/** What the caller may see of a whole row. */
export const shown = (access: TableAccess, record: StoredRecord): StoredRecord =>
  access.table === access.whole ? record : projectRecord(record, access.table);

interface Wanted {
  readonly id: string;
  readonly table: CompiledTable;
}

const readRecord = async (world: World, access: TableAccess, { id, table }: Wanted): Promise<StoredRecord | undefined> => {
  const { text, params } = recordSql(table, id);
  const [row] = await world.db.read<readonly unknown[]>({ text, params });
  const record = row && readRow(table, row);
  if (!record || !reaches(access.scope('read'), record.owner)) return undefined;
  if (table === access.whole) rememberRow(table, record);
  return access.hidden.length > 0 && (await isHidden(world, access, id)) ? undefined : record;
};

const isHidden = async (world: World, access: TableAccess, id: string): Promise<boolean> => {
  const [row] = await world.db.read<readonly [string]>({
    text: `select json_array(t.import_id) as j from ${access.table.collection} t where t.id = :id`,
    params: { id },
  });
  return row !== undefined && access.hidden.includes(row[0]);
};
