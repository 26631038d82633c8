import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FieldSchema } from '#core/definition/definition.ts';
import type { RunningWorld } from '#server/wire.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { findRecord } from '#usecases/record/find-record.ts';
import { listRecords } from '#usecases/record/list-records.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { hashRows, liveTable, publish, rollback, toolsOf, valueOf, withField } from '#support/revisions.ts';

const text = (title: string): FieldSchema => ({ title, type: 'string', 'x-type': 'text' });
const list: FieldSchema = {
  title: '标签',
  type: 'array',
  'x-type': 'multi-choice',
  uniqueItems: true,
  items: { oneOf: [{ const: 'a', title: '甲' }] },
};
const tableOf = (key: string, removed: Readonly<Record<string, FieldSchema>> = {}) =>
  sound({ biaoli: 1, key, title: key, record: { type: 'object', properties: { name: text('名称') }, 'x-removed': removed } });

let world: RunningWorld;
let tools: JobTools;
const manager = () => callerFor(world, 'manager');
const access = (key = 'firm') => {
  const opened = openTable(world, manager(), key);
  if (!opened) throw new Error('no table');
  return opened;
};
const shown = async (id: string) => (await findRecord(world, access(), id))?.values['size'];

beforeEach(async () => {
  world = await openMemoryWorld();
  tools = toolsOf(world);
  await addTable(world, tableOf('firm'));
  await publish(tools, manager(), withField(world, 'firm', ['size', text('规模')]));
});
afterEach(() => world.stop());

it('a field whose type changed comes back as it was over a revision that does not know it', async () => {
  const { id } = valueOf(await createRecord(world, access(), { raw: { name: '甲', size: '约80' } }));
  await publish(tools, manager(), withField(world, 'firm', ['size', { title: '人数', type: 'number', 'x-type': 'number' }]));
  await updateRecord(world, access(), { id, version: 'any', raw: { size: 90 } });
  const before = await hashRows(world, liveTable(world, 'firm'));
  await rollback(tools, manager(), ['firm', 1]);
  await updateRecord(world, access(), { id, version: 'any', raw: { name: '乙' } });
  await updateRecord(world, access(), { id, version: 'any', raw: { name: '甲' } });
  await rollback(tools, manager(), ['firm', 3]);
  expect(await hashRows(world, liveTable(world, 'firm'))).toBe(before);
  expect(await shown(id)).toBe(90);
  await rollback(tools, manager(), ['firm', 1]);
  await rollback(tools, manager(), ['firm', 2]);
  expect(await shown(id)).toBe('90');
});

it('a field that was retyped and then removed in one draft is kept as it stood', async () => {
  const { id } = valueOf(await createRecord(world, access(), { raw: { name: '甲', size: '2024-05-01' } }));
  const before = await hashRows(world, liveTable(world, 'firm'));
  const { definition } = liveTable(world, 'firm');
  const { size, ...rest } = definition.record.properties;
  const retyped = { size: { ...size, format: 'date-time', 'x-type': 'datetime' } };
  const layout = definition.layout.map((section) => ({ ...section, fields: ['name'] }));
  await publish(
    tools,
    manager(),
    sound({ ...definition, layout, views: [], record: { ...definition.record, properties: rest, 'x-removed': retyped } }),
  );
  expect(liveTable(world, 'firm').definition.record['x-removed']).toEqual({ size });
  await rollback(tools, manager(), ['firm', 2]);
  expect(await hashRows(world, liveTable(world, 'firm'))).toBe(before);
  expect(await shown(id)).toBe('2024-05-01');
});

it('removed fields of a document from elsewhere can come back, though they were never here', async () => {
  await addTable(world, tableOf('other', { ghost: text('备注'), tags: list }));
  const { definition } = liveTable(world, 'other');
  const properties = { ...definition.record.properties, tags: list, ghost: { ...text('备注'), maxLength: 5 } };
  await publish(tools, manager(), sound({ ...definition, record: { type: 'object', properties } }));
  const made = valueOf(await createRecord(world, access('other'), { raw: { name: '甲', ghost: '有', tags: ['a'] } }));
  expect(made.values).toEqual({ name: '甲', ghost: '有', tags: ['a'] });
});

it('rows that were written while a field was away are found by it again once it is back', async () => {
  const { id } = valueOf(await createRecord(world, access(), { raw: { name: '甲', size: '五十来个' } }));
  const found = async () => {
    const page = valueOf(await listRecords(world, access(), { q: '五十来' }));
    return page.records.map((record) => record.id);
  };
  const rename = (name: string) => updateRecord(world, access(), { id, version: 'any', raw: { name } });
  expect(await found()).toEqual([id]);
  await rollback(tools, manager(), ['firm', 1]);
  await rename('乙');
  expect(await found()).toEqual([]);
  await rollback(tools, manager(), ['firm', 2]);
  expect(await found()).toEqual([id]);
  const { definition } = liveTable(world, 'firm');
  const { size, ...rest } = definition.record.properties;
  const layout = definition.layout.map((section) => ({ ...section, fields: ['name'] }));
  await publish(tools, manager(), sound({ ...definition, layout, views: [], record: { type: 'object', properties: rest } }));
  await rename('丙');
  await publish(tools, manager(), sound({ ...definition, layout, views: [], record: { type: 'object', properties: { ...rest, size } } }));
  expect(await found()).toEqual([id]);
});
