import { afterEach, beforeEach, expect, it } from 'vitest';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { addTable, addTestPeople, callerFor, sound, template } from '#support/firm.ts';
import { valueOf } from '#support/import-desk.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { findRecord } from '#usecases/record/find-record.ts';
import { recordHistory } from '#usecases/record/record-history.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { openTable, type TableAccess } from '#usecases/table/open-table.ts';

let world: RunningWorld;
const access = (person: string, table = 'visit'): TableAccess => {
  const opened = openTable(world, callerFor(world, person), table);
  if (!opened) throw new Error('no table');
  return opened;
};

beforeEach(async () => {
  world = await openWorld(await openMemoryDatabase(), 'Asia/Shanghai');
  await addTestPeople(world);
  await world.directory.reload();
  const note = { title: '内容', type: 'string', 'x-type': 'text' };
  await addTable(world, sound({ biaoli: 1, key: 'visit', title: '拜访', record: { type: 'object', properties: { note } } }));
  await addTable(world, template('customer'));
});
afterEach(() => world.stop());

it('a row of a table without a member field belongs to who made it, and is handed to another', async () => {
  const made = valueOf(await createRecord(world, access('staff1'), { raw: { note: '第一次' } }));
  expect(await findRecord(world, access('staff2'), made.id)).toBeUndefined();
  const moved = valueOf(await updateRecord(world, access('staff1'), { id: made.id, version: 1, raw: { $owner: 'staff2' } }));
  expect(moved.record).toMatchObject({ owner: 'staff2', version: 2, values: { note: '第一次' } });
  expect(await findRecord(world, access('staff1'), made.id)).toBeUndefined();
  const [last] = await recordHistory(world, access('staff2'), moved.record);
  expect(last?.changes).toEqual({ $owner: ['staff1', 'staff2'] });
});

it('is refused for nobody, and where a field says whose a row is', async () => {
  const made = valueOf(await createRecord(world, access('staff1'), { raw: { note: '第一次' } }));
  const refused = await updateRecord(world, access('staff1'), { id: made.id, version: 1, raw: { $owner: 'nobody' } });
  expect(refused).toMatchObject({ refusal: { problems: [{ code: 'person-unknown', path: '/$owner' }] } });
  const customer = valueOf(await createRecord(world, access('staff1', 'customer'), { raw: { name: '云峪谷茶业', phone: '12000000001' } }));
  const strange = await updateRecord(world, access('staff1', 'customer'), { id: customer.id, version: 1, raw: { $owner: 'staff2' } });
  expect(strange).toMatchObject({ refusal: { problems: [{ code: 'unknown-field' }] } });
});
