import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningWorld } from '#server/wire.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { findRecord } from '#usecases/record/find-record.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { rebuildRows } from '#usecases/record/rebuild-rows.ts';
import { planRows } from '#usecases/revision/plan-rows.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import type { Mappings } from '#usecases/revision/revision.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import { beginTrial, endTrial } from '#usecases/revision/trial.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { differingOf } from '#support/differing-of.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { ended, fillRows, hashRows, liveTable, rollback, rowKey, toolsOf, valueOf, withField } from '#support/revisions.ts';

const definition = sound({
  biaoli: 1,
  key: 'firm',
  title: '客户',
  record: {
    type: 'object',
    properties: { name: { title: '名称', type: 'string', 'x-type': 'text' }, size: { title: '规模', type: 'string', 'x-type': 'text' } },
  },
  access: { roles: { staff: { read: 'all', update: 'all', create: true } } },
});
const sizes = [
  { const: 'small', title: '1-49' },
  { const: 'middle', title: '50-99' },
];
const mappings: Mappings = { size: { 见名片: '50-99' } };

let world: RunningWorld;
let tools: JobTools;
let moment = Date.parse('2026-03-01T02:00:00Z');
const manager = () => callerFor(world, 'manager', 'api');
const as = (id: string) => {
  const opened = openTable(world, callerFor(world, id), 'firm');
  if (!opened) throw new Error('no table');
  return opened;
};
const circle = { people: ['staff1'], teams: [], until: '2026-03-09' };
const begin = async () => ended(tools, valueOf(await beginTrial(tools, manager(), { key: 'firm', number: 2, circle })));
const publish = async (given: Mappings) =>
  ended(tools, valueOf(await publishRevision(tools, manager(), { key: 'firm', number: 2, note: '', mappings: given })));
const write = async (id: string, raw: Readonly<Record<string, unknown>>, row = rowKey(0)) =>
  valueOf(await updateRecord(world, as(id), { id: row, version: 'any', raw })).record;
const read = async (id: string, row = rowKey(0)) => {
  const found = await findRecord(world, as(id), row);
  if (!found) throw new Error('no row');
  return found;
};

beforeEach(async () => {
  moment = Date.parse('2026-03-01T02:00:00Z');
  world = await openMemoryWorld(() => moment);
  tools = toolsOf(world);
  await addTable(world, definition);
  await fillRows(world, liveTable(world, 'firm'), [
    { name: '甲', size: '见名片' },
    { name: '乙', size: '1-49' },
    { name: '丙', size: '很多' },
  ]);
  const next = withField(world, 'firm', ['size', { title: '规模', type: 'string', 'x-type': 'choice', oneOf: sizes }]);
  valueOf(await storeRevision(world, manager(), { key: 'firm', definition: next, note: '改为单选', mappings }));
});
afterEach(() => world.stop());

describe("the manager's readings of values that cannot be converted", () => {
  it('hold for what is written on the live form during a trial, changed and new', async () => {
    await begin();
    await write('staff2', { size: '1-49' });
    await write('staff2', { size: '见名片' });
    expect((await read('staff1')).values).toMatchObject({ size: 'middle' });
    expect(differingOf(as('staff1').whole, await read('staff1'))).toEqual([]);
    const { id } = valueOf(await createRecord(world, as('staff2'), { raw: { name: '丁', size: '见名片' } }));
    expect((await read('staff1', id)).values).toMatchObject({ size: 'middle' });
  });

  it('hold for what is written under an earlier revision that is live again', async () => {
    await publish({});
    await rollback(tools, manager(), ['firm', 1]);
    await write('staff1', { size: '见名片' }, rowKey(1));
    await rollback(tools, manager(), ['firm', 2]);
    expect((await read('staff1', rowKey(1))).values).toMatchObject({ size: 'middle' });
  });

  it('that are given only after a trial hold for rows that were converted without them', async () => {
    await begin();
    await publish({ size: { 见名片: '50-99', 很多: '50-99' } });
    expect((await read('staff1', rowKey(2))).values).toMatchObject({ size: 'middle' });
    expect(differingOf(as('staff1').whole, await read('staff1', rowKey(2)))).toEqual([]);
  });

  it('that are taken back after a trial no longer hold, and what was read by them is told', async () => {
    await begin();
    await publish({ size: {} });
    const row = await read('staff1');
    expect(row.values).toMatchObject({ size: null });
    expect(differingOf(as('staff1').whole, row)).toMatchObject([{ line: 1, value: '见名片' }]);
  });

  it('hold in the plan of a later draft of the same change, as they do in its lines', async () => {
    await begin();
    valueOf(await endTrial(world, manager(), { key: 'firm', number: 2 }));
    const next = withField(world, 'firm', ['size', { title: '人数', type: 'string', 'x-type': 'choice', oneOf: sizes }]);
    const planned = valueOf(await planRows(tools, manager(), { key: 'firm', definition: next, number: undefined, mappings: {} }));
    expect(planned).toMatchObject({ plan: { report: { rows: 3, clean: 2, failing: 1 } } });
  });

  it('do not overwrite what they read, when a row is rebuilt or its line comes back after its day', async () => {
    const before = await hashRows(world, liveTable(world, 'firm'));
    await publish({});
    await world.db.write([
      { text: 'insert into b_settings (id, value) values (:note, :seq)', params: { note: `rebuild/firm/${rowKey(0)}`, seq: '1' } },
    ]);
    await rebuildRows(world);
    expect((await read('staff1')).kept).toMatchObject({ 'size/1': '见名片' });
    moment += 100 * 86_400_000;
    await world.tables.reload();
    await rollback(tools, manager(), ['firm', 1]);
    expect((await read('staff1')).values).toMatchObject({ size: '见名片' });
    expect(await hashRows(world, liveTable(world, 'firm'))).toBe(before);
  });

  it('hold for a form of the old revision that is saved after publishing', async () => {
    const { whole } = as('staff2');
    await publish({});
    const saved = await updateRecord(world, as('staff2'), {
      id: rowKey(1),
      version: 'any',
      raw: { size: '见名片' },
      revision: whole.revision,
    });
    expect(valueOf(saved).record.values).toMatchObject({ size: 'middle' });
  });
});
