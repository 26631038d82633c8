import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningWorld } from '#server/wire.ts';
import { findRecord } from '#usecases/record/find-record.ts';
import { recordHistory } from '#usecases/record/record-history.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import { beginTrial } from '#usecases/revision/trial.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { differingOf } from '#support/differing-of.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { ended, fillRows, liveTable, rowKey, toolsOf, valueOf } from '#support/revisions.ts';

const text = (title: string) => ({ title, type: 'string', 'x-type': 'text' }) as const;
const number = (title: string) => ({ title, type: 'number', 'x-type': 'number' }) as const;
const kept = { 'x-access': { update: ['manager', 'admin'] } } as const;
const document = (of: typeof text | typeof number) =>
  sound({
    biaoli: 1,
    key: 'firm',
    title: '客户',
    record: { type: 'object', properties: { name: text('名称'), size: of('规模'), quota: { ...of('配额'), ...kept } } },
    access: { roles: { staff: { read: 'all', update: 'all' } } },
  });

let world: RunningWorld;
const as = (id: string) => {
  const opened = openTable(world, callerFor(world, id), 'firm');
  if (!opened) throw new Error('no table');
  return opened;
};
const write = async (id: string, raw: Readonly<Record<string, unknown>>) =>
  valueOf(await updateRecord(world, as(id), { id: rowKey(0), version: 'any', raw })).record;
const read = async (id: string) => {
  const found = await findRecord(world, as(id), rowKey(0));
  if (!found) throw new Error('no row');
  return found;
};
const differing = async (id: string) => differingOf(as(id).whole, await read(id));

beforeEach(async () => {
  world = await openMemoryWorld();
  const tools = toolsOf(world);
  const manager = callerFor(world, 'manager', 'api');
  await addTable(world, document(text));
  await fillRows(world, liveTable(world, 'firm'), [{ name: '甲', size: '12', quota: '很多' }]);
  valueOf(await storeRevision(world, manager, { key: 'firm', definition: document(number), note: '改为数字' }));
  const circle = { people: ['staff1', 'manager'], teams: [], until: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10) };
  await ended(tools, valueOf(await beginTrial(tools, manager, { key: 'firm', number: 2, circle })));
  await write('staff1', { size: 30 });
  await write('staff2', { size: '五十来个' });
});
afterEach(() => world.stop());

describe('a value that is written again as it stands', () => {
  it('settles its mark: the other line takes it over, and what that line held is in the history', async () => {
    expect(await differing('staff1')).toMatchObject([{ key: 'size' }, { key: 'quota' }]);
    const settled = await write('staff1', { size: 30 });
    expect(settled).toMatchObject({ version: 4, values: { size: 30 } });
    expect((await differing('staff1')).map(({ key }) => key)).toEqual(['quota']);
    expect((await read('staff2')).values).toMatchObject({ size: '30' });
    const [last] = await recordHistory(world, as('staff2'), await read('staff2'));
    expect(last).toMatchObject({ kind: 'update', changes: { 'size/1': ['五十来个', '30'] } });
  });

  it('leaves a mark that it cannot settle, and writes nothing then', async () => {
    const before = await read('staff2');
    expect((await write('staff2', { size: '五十来个' })).version).toBe(before.version);
    expect(await read('staff2')).toEqual(before);
    expect((await read('staff1')).values).toMatchObject({ size: 30 });
  });

  it('says also that there is nothing, where nothing is shown', async () => {
    await write('manager', { quota: null });
    expect((await read('staff2')).values).toMatchObject({ quota: null });
    expect((await differing('staff2')).map(({ key }) => key)).toEqual(['size']);
    const [last] = await recordHistory(world, as('manager'), await read('manager'));
    expect(last?.changes).toEqual({ 'quota/1': ['很多', null] });
  });

  it('settles nothing for somebody who may not change the field', async () => {
    const before = await read('staff1');
    expect((await write('staff1', { quota: null })).version).toBe(before.version);
    expect((await differing('staff1')).map(({ key }) => key)).toEqual(['size', 'quota']);
  });

  it('is no change where both lines say the same', async () => {
    const before = await read('staff1');
    expect((await write('staff1', { name: '甲' })).version).toBe(before.version);
  });
});
