import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldSchema } from '#core/definition/definition.ts';
import type { RunningWorld } from '#server/wire.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import { planRows, type FullPlan } from '#usecases/revision/plan-rows.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { fillRows, hashRows, liveTable, publish, rollback, toolsOf, valueOf, withField } from '#support/revisions.ts';

const text = (title: string, more: Partial<FieldSchema> = {}): FieldSchema => ({ title, type: 'string', 'x-type': 'text', ...more });
const number = (title: string, more: Partial<FieldSchema> = {}): FieldSchema => ({ title, type: 'number', 'x-type': 'number', ...more });

const firmTable = sound({
  biaoli: 1,
  key: 'firm',
  title: '客户',
  record: { type: 'object', properties: { name: text('名称'), size: text('规模') }, required: ['name'] },
});

let world: RunningWorld;
let tools: JobTools;
const manager = () => callerFor(world, 'manager', 'api');

beforeEach(async () => {
  world = await openMemoryWorld();
  tools = toolsOf(world);
  await addTable(world, firmTable);
});
afterEach(() => world.stop());

describe('text becomes a number on 5,000 rows', () => {
  const bad = new Map([
    [17, '见名片'],
    [170, '五六十'],
    [1700, '???'],
  ]);
  const lossy = new Map([
    [20, '约80'],
    [2000, '100+'],
  ]);
  const rows = Array.from({ length: 5000 }, (_, at) => ({ name: `公司${at}`, size: bad.get(at) ?? lossy.get(at) ?? String(at) }));

  it('is planned exactly, published as planned, taken back to the same hash and forward again', async () => {
    await fillRows(world, liveTable(world, 'firm'), rows);
    const before = await hashRows(world, liveTable(world, 'firm'));
    const next = withField(world, 'firm', ['size', number('规模')]);
    const planned = valueOf(await planRows(tools, manager(), { key: 'firm', definition: next, number: undefined, mappings: {} }));
    if (planned.kind !== 'done') throw new Error('not at once');
    const { report }: FullPlan = planned.plan;
    expect(report).toMatchObject({ rows: 5000, clean: 4995, lossy: 2, failing: 3, problems: [] });
    expect(report.fields[0]?.samples.map(({ before, kind }) => [before, kind])).toEqual([
      ['见名片', 'failing'],
      ['约80', 'lossy'],
      ['五六十', 'failing'],
      ['???', 'failing'],
      ['100+', 'lossy'],
    ]);
    const published = await publish(tools, manager(), next);
    expect(published).toMatchObject({ rows: 5000, clean: 4995, lossy: 2, failing: 3, number: 2, differing: { count: 5 } });
    expect(published.kept).toMatchObject([{ key: 'size', title: '规模' }]);
    const after = await hashRows(world, liveTable(world, 'firm'));
    expect(after).not.toBe(before);
    const back = await rollback(tools, manager(), ['firm', 1]);
    expect(back.differing.count).toBe(5);
    expect(await hashRows(world, liveTable(world, 'firm'))).toBe(before);
    await rollback(tools, manager(), ['firm', 2]);
    expect(await hashRows(world, liveTable(world, 'firm'))).toBe(after);
  });
});
