import { afterEach, beforeEach, expect, it } from 'vitest';
import { optionsOf } from '#core/field/option-rules.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { listJobs, unfinishedJobs } from '#usecases/job/job.ts';
import { openJobDesk, type JobTools } from '#usecases/job/job-desk.ts';
import { jobWorks } from '#usecases/revision/job-works.ts';
import { findRecord } from '#usecases/record/find-record.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import { replaceOptions } from '#usecases/revision/replace-options.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import { undoReplacement } from '#usecases/revision/undo-replacement.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { addTable, addTestPeople, callerFor, sound } from '#support/firm.ts';
import { mortal } from '#support/mortal-database.ts';
import { codesOf, ended, fillRows, hashRows, liveTable, publish, rowKey, toolsOf, valueOf, withField } from '#support/revisions.ts';
import { zone } from '#support/test-people.ts';

const oneOf = ['expo', 'yellow', 'net'].map((id) => ({ const: id, title: `来源${id}` }));
const source = { title: '来源', type: 'string', 'x-type': 'choice', oneOf } as const;
const definition = sound({
  biaoli: 1,
  key: 'firm',
  title: '客户',
  record: { type: 'object', properties: { name: { title: '名称', type: 'string', 'x-type': 'text' }, source } },
});
const count = 200;
const text = ['source', { title: '来源', type: 'string', 'x-type': 'text' }] as const;

let memory: ReturnType<typeof openMemoryDatabase>;
let world: RunningWorld;
let tools: JobTools;
const manager = () => callerFor(world, 'manager');
const ask = (replacement: Readonly<Record<string, unknown>>) =>
  replaceOptions(tools, manager(), { key: 'firm', dryRun: false, replacement });
const merge = { field: 'source', from: ['yellow'], to: 'net' };
const replaced = async (): Promise<string> => {
  const { job = '' } = valueOf(await ask(merge));
  expect(await tools.jobs.begin(job)).toMatchObject({ state: 'done', report: { changed: count } });
  return job;
};
const unfinished = () => unfinishedJobs(world, '9');
const firstSource = async () => {
  const access = openTable(world, manager(), 'firm');
  return access && (await findRecord(world, access, rowKey(0)))?.values['source'];
};

beforeEach(async () => {
  memory = openMemoryDatabase();
  world = await openWorld(memory, zone);
  tools = toolsOf(world);
  await addTestPeople(world);
  await addTable(world, definition);
  await fillRows(
    world,
    liveTable(world, 'firm'),
    Array.from({ length: count }, (_, at) => ({ name: `公司${at}`, source: 'yellow' })),
  );
});
afterEach(async () => {
  world.stop();
  await memory.close();
});

it('nothing is published while options are being replaced, since that goes on under the form it began with', async () => {
  const dying = mortal(memory);
  const first = await openWorld(dying, zone);
  const { jobs } = toolsOf(first);
  const asked = await replaceOptions({ world: first, jobs }, callerFor(first, 'manager'), {
    key: 'firm',
    dryRun: false,
    replacement: merge,
  });
  dying.dieAfter(2);
  const { job = '' } = valueOf(asked);
  await expect(jobs.begin(job)).rejects.toBeInstanceOf(Error);
  first.stop();
  await world.tables.reload();
  const draft = { key: 'firm', definition: withField(world, 'firm', text), note: '改为文字' };
  const { number } = valueOf(await storeRevision(world, manager(), draft)).line;
  const request = { key: 'firm', number, note: '', mappings: {} };
  expect(codesOf(await publishRevision(tools, manager(), request))).toEqual(['publish-replacing']);
  expect(await tools.jobs.begin(job)).toMatchObject({ state: 'done', report: { changed: count } });
  await ended(tools, valueOf(await publishRevision(tools, manager(), request)));
  expect(await firstSource()).toBe('来源net');
});

it('rows of a table that wants a second person do not move before the options have been retired with an answer', async () => {
  await publish(tools, manager(), sound({ ...liveTable(world, 'firm').definition, access: { approval: true } }));
  expect(codesOf(await ask(merge))).toEqual(['replace-approval']);
  expect(await firstSource()).toBe('yellow');
  expect(valueOf(await replaceOptions(tools, manager(), { key: 'firm', dryRun: true, replacement: merge })).count).toBe(count);
});

it('an option that was thrown away after its replacement is there again after the undo', async () => {
  const before = await hashRows(world, liveTable(world, 'firm'));
  const job = await replaced();
  await publish(
    tools,
    manager(),
    withField(world, 'firm', ['source', { ...source, oneOf: oneOf.filter((one) => one.const !== 'yellow') }]),
  );
  const undo = await tools.jobs.begin(valueOf(await undoReplacement(tools, manager(), { key: 'firm', id: job })));
  expect(undo).toMatchObject({ state: 'done', report: { restored: count } });
  const field = liveTable(world, 'firm').field('source');
  expect(field && optionsOf(field.schema)).toEqual([oneOf[0], oneOf[2], oneOf[1]]);
  expect(await hashRows(world, liveTable(world, 'firm'))).toBe(before);
});

it('killed after any of its units, the words and the rows of a replacement go on together or not at all', async () => {
  const seen = new Set<string>();
  for (let units = 0; units <= 9; units += 1) {
    const dying = mortal(memory);
    const first = await openWorld(dying, zone);
    const dead: JobTools = { world: first, jobs: openJobDesk(first, { works: jobWorks, onError: () => undefined }) };
    dying.dieAfter(units);
    await replaceOptions(dead, callerFor(first, 'manager'), { key: 'firm', dryRun: false, replacement: merge })
      .then(({ ok }) => (ok ? unfinished().then((left) => Promise.all(left.map(({ id }) => dead.jobs.begin(id)))) : []))
      .catch(() => undefined); // it was killed
    first.stop();
    await world.tables.reload();
    await Promise.all((await unfinished()).map(({ id }) => tools.jobs.begin(id)));
    const [retired] = optionsOf(liveTable(world, 'firm').field('source')?.schema ?? source).filter((one) => one.deprecated === true);
    const outcome = `${retired?.const ?? 'none'} ${String(await firstSource())}`;
    expect(['none yellow', 'yellow net'], `killed after ${units} units`).toContain(outcome);
    seen.add(outcome);
    const [replacement] = (await listJobs(world, 'firm')).filter(({ kind, state }) => kind === 'replace' && state === 'done');
    if (outcome === 'yellow net')
      await tools.jobs.begin(valueOf(await undoReplacement(tools, manager(), { key: 'firm', id: replacement?.id ?? '' })));
    expect(await firstSource()).toBe('yellow');
  }
  expect([...seen].sort()).toEqual(['none yellow', 'yellow net']);
});
