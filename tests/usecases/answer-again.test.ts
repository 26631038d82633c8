import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunningWorld } from '#server/wire.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { answerKeyOf } from '#usecases/record/idempotency.ts';
import { ownerKey } from '#usecases/record/owner-change.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { countRows } from '#usecases/table/count-rows.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { liveTable, publish, toolsOf, valueOf } from '#support/revisions.ts';

const text = { title: '名称', type: 'string', 'x-type': 'text' } as const;
const size = { title: '规模', type: 'string', 'x-type': 'text' } as const;

let world: RunningWorld;
beforeEach(async () => {
  world = await openMemoryWorld();
});
afterEach(() => world.stop());

it('answers the same request after a publish with the same row, read as the new revision has it', async () => {
  await addTable(world, sound({ biaoli: 1, key: 'firm', title: '客户', record: { type: 'object', properties: { size, name: text } } }));
  const manager = callerFor(world, 'manager', 'api');
  const raw = { name: '丰屿水产', size: '80' };
  const key = answerKeyOf(world, { person: manager.id, route: 'records', key: 'once', body: JSON.stringify(raw) });
  const make = async () => {
    const access = openTable(world, manager, 'firm');
    if (!access) throw new Error('no table');
    return valueOf(await createRecord(world, access, { raw, key }));
  };
  const first = await make();
  const { definition } = liveTable(world, 'firm');
  const properties = { city: { ...text, title: '城市' }, size: { ...size, type: 'number', 'x-type': 'number' }, name: text } as const;
  await publish(toolsOf(world), manager, sound({ ...definition, record: { type: 'object', properties } }));
  const again = await make();
  expect(again).toMatchObject({ id: first.id, values: { name: '丰屿水产', size: 80, city: null } });
});

it('is not found, and makes no second row, where the row went out of sight before the publish', async () => {
  const access = { manager: 'all', roles: { staff: { read: 'own', create: true } } } as const;
  const owned = sound({ biaoli: 1, key: 'firm', title: '客户', record: { type: 'object', properties: { name: text } }, access });
  await addTable(world, owned);
  const [staff, manager] = [callerFor(world, 'staff1', 'api'), callerFor(world, 'manager', 'api')];
  const raw = { name: '丰屿水产' };
  const key = answerKeyOf(world, { person: staff.id, route: 'records', key: 'once', body: JSON.stringify(raw) });
  const ask = async () => {
    const opened = openTable(world, staff, 'firm');
    if (!opened) throw new Error('no table');
    return createRecord(world, opened, { raw, key });
  };
  const made = valueOf(await ask());
  const managed = openTable(world, manager, 'firm');
  if (!managed) throw new Error('no table');
  valueOf(await updateRecord(world, managed, { id: made.id, version: made.version, raw: { [ownerKey]: manager.id } }));
  const { definition } = liveTable(world, 'firm');
  const properties = { name: text, size } as const;
  await publish(toolsOf(world), manager, sound({ ...definition, record: { type: 'object', properties } }));
  expect(await ask()).toMatchObject({ ok: false, refusal: { kind: 'not-found' } });
  expect(await countRows(world, { table: liveTable(world, 'firm') })).toBe(1);
});
