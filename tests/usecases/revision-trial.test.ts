import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningWorld } from '#server/wire.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import { findRecord } from '#usecases/record/find-record.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import { beginTrial, endTrial } from '#usecases/revision/trial.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { differingOf } from '#support/differing-of.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { codesOf, ended, fillRows, hashRows, liveTable, rowKey, toolsOf, valueOf, withField } from '#support/revisions.ts';

const definition = sound({
  biaoli: 1,
  key: 'firm',
  title: '客户',
  record: {
    type: 'object',
    properties: { name: { title: '名称', type: 'string', 'x-type': 'text' }, size: { title: '规模', type: 'string', 'x-type': 'text' } },
  },
  access: { roles: { staff: { read: 'all', update: 'all' } } },
});

let world: RunningWorld;
let tools: JobTools;
const manager = () => callerFor(world, 'manager', 'api');
const as = (id: string) => {
  const opened = openTable(world, callerFor(world, id), 'firm');
  if (!opened) throw new Error('no table');
  return opened;
};
const until = () => new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
const circle = () => ({ people: ['staff1'], teams: [], until: until() });
const write = async (id: string, value: unknown, version: number) =>
  valueOf(await updateRecord(world, as(id), { id: rowKey(0), version, raw: { size: value } })).record;
const read = async (id: string) => {
  const found = await findRecord(world, as(id), rowKey(0));
  if (!found) throw new Error('no row');
  return found;
};

beforeEach(async () => {
  world = await openMemoryWorld();
  tools = toolsOf(world);
  await addTable(world, definition);
  await fillRows(world, liveTable(world, 'firm'), [
    { name: '甲', size: '12' },
    { name: '乙', size: '约80' },
  ]);
  const next = withField(world, 'firm', ['size', { title: '人数', type: 'number', 'x-type': 'number' }]);
  valueOf(await storeRevision(world, manager(), { key: 'firm', definition: next, note: '改为数字' }));
});
afterEach(() => world.stop());

describe('a revision on trial', () => {
  it('is live for the circle on the same rows; the others keep the old form; both lines keep their values', async () => {
    const before = await hashRows(world, liveTable(world, 'firm'));
    await ended(tools, valueOf(await beginTrial(tools, manager(), { key: 'firm', number: 2, circle: circle() })));
    expect(as('staff1').whole.revision).toBe(2);
    expect(as('staff2').whole.revision).toBe(1);
    expect(await hashRows(world, liveTable(world, 'firm'))).toBe(before);
    expect((await read('staff1')).values).toMatchObject({ size: 12 });
    await write('staff1', 30, 1);
    expect((await read('staff2')).values).toMatchObject({ size: '30' });
    await write('staff2', '五十来个', 2);
    const tried = await read('staff1');
    expect(tried.values).toMatchObject({ size: 30 });
    expect(differingOf(as('staff1').whole, tried)).toMatchObject([{ key: 'size', line: 1, value: '五十来个' }]);
    expect(differingOf(as('staff2').whole, await read('staff2'))).toMatchObject([{ key: 'size', line: 2, value: 30 }]);
    await write('staff1', 55, 3);
    expect((await read('staff2')).values).toMatchObject({ size: '55' });
    expect(differingOf(as('staff2').whole, await read('staff2'))).toEqual([]);
  });

  it('ends as a draft, or is published with what was entered', async () => {
    await ended(tools, valueOf(await beginTrial(tools, manager(), { key: 'firm', number: 2, circle: circle() })));
    await write('staff1', 30, 1);
    valueOf(await endTrial(world, manager(), { key: 'firm', number: 2 }));
    expect(as('staff1').whole.revision).toBe(1);
    expect((await read('staff1')).values).toMatchObject({ size: '30' });
    await ended(tools, valueOf(await beginTrial(tools, manager(), { key: 'firm', number: 2, circle: circle() })));
    const report = await ended(tools, valueOf(await publishRevision(tools, manager(), { key: 'firm', number: 2, note: '', mappings: {} })));
    expect(report).toMatchObject({ number: 2, rows: 2, lossy: 1 });
    expect(as('staff2').whole.revision).toBe(2);
    expect((await read('staff2')).values).toMatchObject({ size: 30 });
  });

  it('wants people and a day, and one at a time', async () => {
    const begin = (given: object) => beginTrial(tools, manager(), { key: 'firm', number: 2, circle: { ...circle(), ...given } });
    expect(codesOf(await begin({ people: [] }))).toEqual(['trial-nobody']);
    expect(codesOf(await begin({ people: ['nobody'] }))).toEqual(['trial-unknown']);
    expect(codesOf(await begin({ until: '2001-01-01' }))).toEqual(['trial-until']);
    expect(codesOf(await begin({ until: 'soon' }))).toEqual(['trial-until']);
    valueOf(await begin({}));
    valueOf(await begin({ people: ['staff2'] }));
    expect([as('staff1').whole.revision, as('staff2').whole.revision]).toEqual([1, 2]);
    const { line } = valueOf(await storeRevision(world, manager(), { key: 'firm', definition, note: 'x' }));
    expect(codesOf(await beginTrial(tools, manager(), { key: 'firm', number: line.number, circle: circle() }))).toEqual(['trial-other']);
  });
});
