import { recordSql } from '#core/query/list-query.ts';
import { readRow } from '#core/query/row-json.ts';
import { planRebuild } from '#core/record/plan-rebuild.ts';
import type { UnitStatement } from '#core/record/unit.ts';
import { forgetRows } from '#usecases/record/known-rows.ts';
import { readBeside } from '#usecases/record/read-beside.ts';
import type { World } from '#usecases/ports/world.ts';
import { lookupOf } from '#usecases/table/open-table.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

type Rebuilder = Pick<World, 'db' | 'tables' | 'pinyin' | 'directory' | 'regions' | 'zone'>;

/** `id` is rebuild/<table>/<row>, `value` the history line that asked last; written by pb_hooks/main.pb.js in the unit of the edit. */
type Note = readonly [id: string, value: string];

const notesSql = `select json_array(id, value) as j from b_settings where id >= 'rebuild/' and id < 'rebuild0' order by id limit 100`;

/**
 * Rows that were edited in PocketBase's dashboard get their search words, sort keys, option index and owner anew. A note goes in the unit
 * that did its work, so none is lost with a process; a row that was written meanwhile is left to the next call.
 */
export const rebuildRows = async (world: Rebuilder): Promise<void> => {
  const notes = await world.db.read<Note>({ text: notesSql, params: {} });
  for (const note of notes) {
    const [, key = '', id = ''] = note[0].split('/');
    const entry = world.tables.any(key);
    if (!entry) continue;
    await world.db.write([dropNote(note), ...(await planOf(world, entry, id))]);
    forgetRows(entry);
  }
};

/** Nothing where the row is gone for good. */
const planOf = async (world: Rebuilder, { table, beside }: TableEntry, id: string): Promise<readonly UnitStatement[]> => {
  const [row] = await world.db.read<readonly unknown[]>(recordSql(table, id));
  const words = (await readBeside(world, beside, [id])).get(id);
  return row === undefined
    ? []
    : planRebuild({ table, record: readRow(table, row), pinyin: world.pinyin, lookup: lookupOf(world, 'zh-CN'), beside: words });
};

/** Refuses the unit where the row was edited again or another process did the work. */
const dropNote = ([id, value]: Note): UnitStatement => ({
  text: 'delete from b_settings where id = :id and value = :value',
  params: { id, value },
  changes: 1,
});
