import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FieldSchema } from '#core/definition/definition.ts';
import type { RunningWorld } from '#server/wire.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { listRecords } from '#usecases/record/list-records.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { replaceOptions } from '#usecases/revision/replace-options.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import { beginTrial } from '#usecases/revision/trial.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { ended, toolsOf, valueOf } from '#support/revisions.ts';

const text = (title: string): FieldSchema => ({ title, type: 'string', 'x-type': 'text' });
const oneOf = ['expo', 'net'].map((id) => ({ const: id, title: `来源${id}` }));
const source: FieldSchema = { title: '来源', type: 'string', 'x-type': 'choice', oneOf };
const documentOf = (properties: Readonly<Record<string, FieldSchema>>) =>
  sound({
    biaoli: 1,
    key: 'firm',
    title: '客户',
    record: { type: 'object', properties },
    access: { roles: { staff: { read: 'all', update: 'all', create: true } } },
  });

let world: RunningWorld;
let tools: JobTools;
let id = '';
const as = (person: string) => {
  const opened = openTable(world, callerFor(world, person), 'firm');
  if (!opened) throw new Error('no table');
  return opened;
};
const change = async (person: string, raw: Readonly<Record<string, unknown>>) =>
  valueOf(await updateRecord(world, as(person), { id, version: 'any', raw }));
const finds = async (person: string, q: string) => valueOf(await listRecords(world, as(person), { q })).records.length === 1;

/** Staff one tries a form without the memo, with a remark, and with a date for the text of a day. */
beforeEach(async () => {
  world = await openMemoryWorld();
  tools = toolsOf(world);
  await addTable(world, documentOf({ name: text('名称'), memo: text('备忘'), day: text('日期'), source }));
  id = valueOf(await createRecord(world, as('staff2'), { raw: { name: '云峪谷', memo: '见名片', day: '2024-05-01', source: 'expo' } })).id;
  const tried = documentOf({
    name: text('名称'),
    remark: text('说明'),
    day: { title: '日期', type: 'string', format: 'date', 'x-type': 'date' },
    source: text('来源'),
  });
  const manager = callerFor(world, 'manager');
  const { line } = valueOf(await storeRevision(world, manager, { key: 'firm', definition: tried, note: '试用' }));
  const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const circle = { people: ['staff1'], teams: [], until };
  await ended(tools, valueOf(await beginTrial(tools, manager, { key: 'firm', number: line.number, circle })));
});
afterEach(() => world.stop());

it('a trial takes nothing away from what the others find', async () => {
  expect(await finds('staff2', '见名片')).toBe(true);
});

it('a row written under the trial is found by what only the others see, and the other way round', async () => {
  await change('staff1', { name: '云峪谷茶业', remark: '下半年再谈' });
  expect(await finds('staff2', '见名片')).toBe(true);
  await change('staff2', { name: '云峪谷' });
  expect(await finds('staff1', '下半年')).toBe(true);
  await change('staff2', { memo: '' });
  await change('staff1', { name: '云峪谷茶业' });
  expect(await finds('staff2', '见名片')).toBe(false);
});

it('so is a row whose option was replaced meanwhile', async () => {
  await change('staff1', { remark: '下半年再谈' });
  const replacement = { field: 'source', from: ['expo'], to: 'net' };
  const { job = '' } = valueOf(await replaceOptions(tools, callerFor(world, 'manager'), { key: 'firm', dryRun: false, replacement }));
  expect(await tools.jobs.begin(job)).toMatchObject({ state: 'done', report: { changed: 1 } });
  expect([await finds('staff1', '来源net'), await finds('staff1', '下半年'), await finds('staff2', '见名片')]).toEqual([true, true, true]);
});
