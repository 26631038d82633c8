import { afterEach, beforeEach, expect, it } from 'vitest';
import type { FieldSchema } from '#core/definition/definition.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { openJobDesk, type JobTools } from '#usecases/job/job-desk.ts';
import type { Database } from '#usecases/ports/database.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { findRecord } from '#usecases/record/find-record.ts';
import { listRecords } from '#usecases/record/list-records.ts';
import { rebuildRows } from '#usecases/record/rebuild-rows.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import { jobWorks } from '#usecases/revision/job-works.ts';
import { replaceOptions } from '#usecases/revision/replace-options.ts';
import { findRevision } from '#usecases/revision/revision.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import { beginTrial } from '#usecases/revision/trial.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { revisionNews } from '#usecases/view/revision-news.ts';
import { addTable, addTestPeople, callerFor, sound } from '#support/firm.ts';
import { mortal } from '#support/mortal-database.ts';
import { codesOf, ended, publish, rollback, toolsOf, valueOf, withField } from '#support/revisions.ts';
import { zone } from '#support/test-people.ts';

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
let tried = 0;
const as = (person: string) => {
  const opened = openTable(world, callerFor(world, person), 'firm');
  if (!opened) throw new Error('no table');
  return opened;
};
const change = async (person: string, raw: Readonly<Record<string, unknown>>) =>
  valueOf(await updateRecord(world, as(person), { id, version: 'any', raw }));
const shows = async (person: string, key: string) => (await findRecord(world, as(person), id))?.values[key];
const finds = async (person: string, q: string) =>
  valueOf(await listRecords(world, as(person), { q })).records.some((record) => record.id === id);

/** Staff one tries a form without the memo, with a remark, and with a date for the text of a day. */
const open = async (database: Database): Promise<void> => {
  world = await openWorld(database, zone);
  tools = toolsOf(world);
  await addTestPeople(world);
  await addTable(world, documentOf({ name: text('名称'), memo: text('备忘'), day: text('日期'), source }));
  id = valueOf(await createRecord(world, as('staff2'), { raw: { name: '云峪谷', memo: '见名片', day: '2024-05-01', source: 'expo' } })).id;
  const definition = documentOf({
    name: text('名称'),
    remark: { ...text('说明'), 'x-unique': true },
    day: { title: '日期', type: 'string', format: 'date', 'x-type': 'date' },
    source: text('来源'),
  });
  const manager = callerFor(world, 'manager');
  const { line } = valueOf(await storeRevision(world, manager, { key: 'firm', definition, note: '试用' }));
  tried = line.number;
  const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const circle = { people: ['staff1'], teams: [], until };
  await ended(tools, valueOf(await beginTrial(tools, manager, { key: 'firm', number: tried, circle })));
};
beforeEach(() => open(openMemoryDatabase()));
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

const long: FieldSchema = { title: '备忘', type: 'string', 'x-type': 'long-text' };

it('so is a row that another revision converts meanwhile, forward and back', async () => {
  await change('staff1', { remark: '下半年再谈' });
  const manager = callerFor(world, 'manager');
  await publish(tools, manager, withField(world, 'firm', ['memo', long]));
  expect([await finds('staff1', '下半年'), await finds('staff2', '见名片')]).toEqual([true, true]);
  await rollback(tools, manager, ['firm', 1]);
  expect([await finds('staff1', '下半年'), await finds('staff2', '见名片')]).toEqual([true, true]);
});

it('so is a row that was edited in the dashboard', async () => {
  await change('staff1', { remark: '下半年再谈' });
  const noted = { text: 'insert into b_settings (id, value) values (:id, :value)', params: { id: `rebuild/firm/${id}`, value: '1' } };
  const edited = { text: 'update t_firm set f_name = :name where id = :id', params: { id, name: '云峪谷茶业' } };
  await world.db.write([edited, noted]);
  await rebuildRows(world);
  expect([await finds('staff2', '茶业'), await finds('staff1', '茶业'), await finds('staff1', '下半年')]).toEqual([true, true, true]);
});

it('a publish of the trial that comes to nothing leaves its people and their values where they were', async () => {
  await change('staff1', { remark: '下半年再谈' });
  const other = valueOf(await createRecord(world, as('staff1'), { raw: { name: '别家', remark: '先定别的' } }));
  const doubled = { text: `update t_firm set f_remark = '下半年再谈' where id = :id`, params: { id: other.id } };
  await world.db.write([doubled]);
  const request = { key: 'firm', number: tried, note: '', mappings: {} };
  expect(codesOf(await publishRevision(tools, callerFor(world, 'manager'), request))).toEqual(['publish-not-unique']);
  await change('staff2', { day: '2024-06-01' });
  expect([await shows('staff1', 'day'), await finds('staff1', '下半年')]).toEqual(['2024-06-01', true]);
});

it('a process that dies after any unit of such a conversion takes no words of the trial along', async () => {
  for (let units = 1; ; units += 1) {
    const database = openMemoryDatabase();
    const dying = mortal(database);
    await open(dying);
    await change('staff1', { remark: '下半年再谈' });
    const definition = withField(world, 'firm', ['memo', long]);
    const manager = callerFor(world, 'manager');
    const { line } = valueOf(await storeRevision(world, manager, { key: 'firm', definition, note: '改备忘' }));
    dying.dieAfter(units);
    const silent = { world, jobs: openJobDesk(world, { works: jobWorks, onError: () => undefined }) };
    const done = await publishRevision(silent, manager, { key: 'firm', number: line.number, note: '', mappings: {} }).then(
      (outcome) => outcome.ok && outcome.value.job?.state === 'done',
      () => false,
    );
    world.stop();
    world = await openWorld(database, zone);
    tools = toolsOf(world);
    expect([await finds('staff1', '下半年'), await finds('staff2', '见名片')]).toEqual([true, true]);
    if (done) return expect(units).toBeGreaterThan(4);
    const [job] = await world.db.read<readonly [string]>({
      text: `select json_array(id) as j from b_jobs where kind = 'publish' and state = 'running'`,
      params: {},
    });
    if (job) expect(await tools.jobs.begin(job[0])).toMatchObject({ state: 'done' });
    expect([await finds('staff1', '下半年'), await finds('staff2', '见名片')]).toEqual([true, true]);
  }
}, 120_000);

it('while the trial is being published its people keep their form, and are told that it is on trial', async () => {
  const database = openMemoryDatabase();
  const dying = mortal(database);
  await open(dying);
  dying.dieAfter(2);
  const silent = { world, jobs: openJobDesk(world, { works: jobWorks, onError: () => undefined }) };
  const request = { key: 'firm', number: tried, note: '', mappings: {} };
  await expect(publishRevision(silent, callerFor(world, 'manager'), request)).rejects.toThrow('killed');
  world.stop();
  world = await openWorld(database, zone);
  tools = toolsOf(world);
  expect((await findRevision(world, 'firm', tried))?.line.state).toBe('publishing');
  expect([as('staff1').table.revision, as('staff2').table.revision]).toEqual([tried, 1]);
  expect(await revisionNews(world, as('staff1'))).toMatchObject({ number: tried, trial: { until: expect.any(String) } });
  const [job] = await world.db.read<readonly [string]>({
    text: `select json_array(id) as j from b_jobs where kind = 'publish' and state = 'running'`,
    params: {},
  });
  expect(await tools.jobs.begin(job?.[0] ?? '')).toMatchObject({ state: 'done' });
  expect([as('staff1').table.revision, as('staff2').table.revision]).toEqual([tried, tried]);
  expect((await revisionNews(world, as('staff1'))).trial).toBeNull();
});
