import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { addTable, addTestPeople, callerFor, template } from '#support/firm.ts';
import { valueOf } from '#support/import-desk.ts';
import { zone } from '#support/test-people.ts';
import type { Database } from '#usecases/ports/database.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { findRecord } from '#usecases/record/find-record.ts';
import { forgetRows } from '#usecases/record/known-rows.ts';
import { recordHistory } from '#usecases/record/record-history.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { openTable, type TableAccess } from '#usecases/table/open-table.ts';

let world: RunningWorld;
/** Texts of the reads of rows since the last look. */
let asked: string[];
const collection = 't_customer';

const listening = (database: Database): Database => ({
  ...database,
  read: (sql, options) => {
    if (sql.text.includes(`from ${collection} t where t.id`)) asked.push(sql.text);
    return database.read(sql, options);
  },
});

beforeEach(async () => {
  asked = [];
  world = await openWorld(listening(openMemoryDatabase()), zone);
  await addTestPeople(world);
  await addTable(world, template('customer'));
});
afterEach(() => world.stop());

const access = (person: string): TableAccess => {
  const opened = openTable(world, callerFor(world, person), 'customer');
  if (!opened) throw new Error('no table');
  return opened;
};
const made = async (): Promise<StoredRecord> =>
  valueOf(await createRecord(world, access('staff1'), { raw: { name: '云峪谷茶业', phone: '12000000001', next_step: '回访' } }));
const update = (person: string, id: string, version: number, raw: Readonly<Record<string, unknown>>) =>
  updateRecord(world, access(person), { id, version, raw });
/** What another process of the same firm does: this one hears nothing of it. */
const elsewhere = async (text: string, id: string): Promise<void> => {
  expect(await world.db.write([{ text, params: { id }, changes: 1 }])).toMatchObject({ ok: true });
};

describe('an update of a row that was read or written just now', () => {
  it('asks the database for nothing, and writes what any other would', async () => {
    const { id } = await made();
    asked = [];
    const second = valueOf(await update('staff1', id, 1, { next_step: '寄样' }));
    const third = valueOf(await update('staff1', id, 2, { next_step: '上门', needs: '物流' }));
    expect(asked).toEqual([]);
    expect([second.record.version, third.record.version, third.record.values['next_step']]).toEqual([2, 3, '上门']);
    const lines = await recordHistory(world, access('staff1'), third.record);
    expect(lines.map(({ changes }) => changes).slice(0, 2)).toEqual([
      { next_step: ['寄样', '上门'], needs: [null, '物流'] },
      { next_step: ['回访', '寄样'] },
    ]);
    forgetRows(access('staff1'));
    expect(await findRecord(world, access('staff1'), id)).toEqual(third.record);
    asked = [];
    valueOf(await update('staff1', id, 3, { next_step: '报价' }));
    expect(asked).toEqual([]);
  });

  it('is refused by the row as it is now, when that was changed elsewhere', async () => {
    const { id } = await made();
    await elsewhere(`update ${collection} set version = 2, f_next_step = '别处改的' where id = :id`, id);
    for (const raw of [{ next_step: '寄样' }, { next_step: '回访' }, { next_step: 5 }]) {
      const refused = await update('staff1', id, 1, raw);
      expect(refused).toMatchObject({ ok: false, refusal: { kind: 'stale', current: { version: 2, values: { next_step: '别处改的' } } } });
    }
    expect(valueOf(await update('staff1', id, 2, { next_step: '寄样' })).record.version).toBe(3);
  });

  it('finds nothing where it went into the bin or to somebody else meanwhile', async () => {
    const [binned, moved] = [await made(), await made()];
    await elsewhere(`update ${collection} set version = 2, deleted_at = '2024-01-01T00:00:00.000Z' where id = :id`, binned.id);
    await elsewhere(`update ${collection} set version = 2, f_owner = 'staff2', owner = 'staff2' where id = :id`, moved.id);
    for (const { id } of [binned, moved])
      expect(await update('staff1', id, 1, { next_step: '寄样' })).toMatchObject({ ok: false, refusal: { kind: 'not-found' } });
  });

  it('stays out of reach of those who do not see it', async () => {
    const { id } = await made();
    expect(await update('staff2', id, 1, { next_step: '寄样' })).toMatchObject({ ok: false, refusal: { kind: 'not-found' } });
  });
});
