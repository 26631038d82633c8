import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunningWorld } from '#server/wire.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import type { Job } from '#usecases/job/job.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { removeRecord } from '#usecases/record/remove-record.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { replaceOptions } from '#usecases/revision/replace-options.ts';
import { undoReplacement } from '#usecases/revision/undo-replacement.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { codesOf, fillRows, hashRows, liveTable, publish, rowKey, toolsOf, valueOf } from '#support/revisions.ts';

const options = ['expo', 'yellow', 'friend', 'net'].map((id) => ({ const: id, title: `来源${id}` }));
const tags = ['a', 'b', 'c'].map((id) => ({ const: id, title: `标签${id}` }));
const definition = sound({
  biaoli: 1,
  key: 'firm',
  title: '客户',
  record: {
    type: 'object',
    properties: {
      name: { title: '名称', type: 'string', 'x-type': 'text' },
      source: { title: '来源', type: 'string', 'x-type': 'choice', oneOf: options, default: 'yellow' },
      tags: { title: '标签', type: 'array', 'x-type': 'multi-choice', uniqueItems: true, items: { oneOf: tags } },
    },
  },
});
const count = 10_000;
const rows = Array.from({ length: count }, (_, at) => ({
  name: `公司${at}`,
  source: options[at % 4]?.const ?? null,
  tags: at % 3 === 0 ? ['a', 'b'] : ['b'],
}));

let world: RunningWorld;
let tools: JobTools;
const manager = () => callerFor(world, 'manager', 'api');
const table = () => liveTable(world, 'firm');
const access = () => {
  const opened = openTable(world, manager(), 'firm');
  if (!opened) throw new Error('no table');
  return opened;
};
const replace = async (replacement: Readonly<Record<string, unknown>>): Promise<Job> => {
  const { job } = valueOf(await replaceOptions(tools, manager(), { key: 'firm', dryRun: false, replacement }));
  return tools.jobs.begin(job ?? '');
};
const undo = async (id: string): Promise<Job> => tools.jobs.begin(valueOf(await undoReplacement(tools, manager(), { key: 'firm', id })));

beforeEach(async () => {
  world = await openMemoryWorld();
  tools = toolsOf(world);
  await addTable(world, definition);
  await fillRows(world, table(), rows);
});
afterEach(() => world.stop());

describe('an option is retired on 10,000 rows', () => {
  it('moves no row; its rows stay editable; new use is refused by name', async () => {
    const before = await hashRows(world, table());
    const { properties } = definition.record;
    const source = {
      ...definition.record.properties['source'],
      oneOf: options.map((one) => (one.const === 'yellow' ? { ...one, deprecated: true } : one)),
    };
    await publish(
      tools,
      manager(),
      sound({ ...definition, record: { ...definition.record, properties: { ...properties, source: { ...source, default: 'expo' } } } }),
    );
    expect(await hashRows(world, table())).toBe(before);
    const edited = await updateRecord(world, access(), { id: rowKey(1), version: 1, raw: { name: '改名' } });
    expect(valueOf(edited).record.values).toMatchObject({ name: '改名', source: 'yellow' });
    const other = await updateRecord(world, access(), { id: rowKey(0), version: 1, raw: { source: 'yellow' } });
    expect(other).toMatchObject({ refusal: { problems: [{ code: 'retired-option', params: { option: '来源yellow' } }] } });
    expect(codesOf(await createRecord(world, access(), { raw: { name: '新', source: 'yellow' } }))).toEqual(['retired-option']);
  });
});

describe('options are merged', () => {
  it('after a count, with history, and undone to the same rows', async () => {
    const before = await hashRows(world, table());
    const replacement = { field: 'source', from: ['yellow', 'net'], to: 'friend' };
    const counted = valueOf(await replaceOptions(tools, manager(), { key: 'firm', dryRun: true, replacement }));
    expect(counted).toEqual({ count: 5000, binned: 0, job: undefined });
    const merged = await replace(replacement);
    expect(merged).toMatchObject({ state: 'done', report: { changed: 5000, binned: 0, skipped: [], revision: 2 } });
    const field = table().definition.record.properties['source'];
    expect(field).toMatchObject({ default: 'friend' });
    expect(field?.oneOf?.[1]).toMatchObject({ deprecated: true, 'x-replaced-by': 'friend' });
    const [left] = await world.db.read<readonly [number]>({
      text: `select json_array(count(*)) as j from t_firm where f_source in ('yellow', 'net')`,
      params: {},
    });
    expect(left).toEqual([0]);
    const [history] = await world.db.read<readonly [number]>({
      text: `select json_array(count(*)) as j from b_history where import_id = :id and door = 'revision'`,
      params: { id: merged.id },
    });
    expect(history).toEqual([5000]);
    const undone = await undo(merged.id);
    expect(undone).toMatchObject({ state: 'done', report: { restored: 5000, binned: 0, kept: { count: 0 }, revision: 3 } });
    expect(await hashRows(world, table())).toBe(before);
    expect(table().definition.record.properties['source']?.oneOf?.[1]).toEqual(options[1]);
    expect(codesOf(await undoReplacement(tools, manager(), { key: 'firm', id: merged.id }))).toEqual(['job-not-undoable']);
  });

  it('and what somebody changed since stays, and is listed', async () => {
    const merged = await replace({ field: 'source', from: ['yellow'], to: 'expo' });
    valueOf(await updateRecord(world, access(), { id: rowKey(1), version: 2, raw: { source: 'net' } }));
    const undone = await undo(merged.id);
    expect(undone).toMatchObject({ report: { restored: 2499, kept: { count: 1, samples: [{ id: rowKey(1), title: '公司1' }] } } });
  });

  it('in the bin as well, counted apart, so that what is restored holds the successor', async () => {
    const before = await hashRows(world, table());
    for (const at of [1, 5]) valueOf(await removeRecord(world, access(), { id: rowKey(at), version: 1, kind: 'delete' }));
    const replacement = { field: 'source', from: ['yellow'], to: 'expo' };
    const counted = valueOf(await replaceOptions(tools, manager(), { key: 'firm', dryRun: true, replacement }));
    expect(counted).toMatchObject({ count: 2498, binned: 2 });
    const merged = await replace(replacement);
    expect(merged).toMatchObject({ report: { changed: 2498, binned: 2 }, done: 2500, total: 2500 });
    const back = valueOf(await removeRecord(world, access(), { id: rowKey(1), version: 3, kind: 'restore' }));
    expect(back.values).toMatchObject({ source: 'expo' });
    const undone = await undo(merged.id);
    expect(undone.report).toMatchObject({ restored: 2499, binned: 1, kept: { count: 0 } });
    expect(await hashRows(world, table())).toBe(before);
  });

  it('also where the work broke off: what was changed is given back', async () => {
    const before = await hashRows(world, table());
    const merged = await replace({ field: 'source', from: ['yellow'], to: 'expo' });
    await world.db.write([{ text: `update b_jobs set state = 'failed' where id = :id`, params: { id: merged.id } }]);
    expect((await undo(merged.id)).report).toMatchObject({ restored: 2500, kept: { count: 0 } });
    expect(await hashRows(world, table())).toBe(before);
  });

  it('in lists too, each id once', async () => {
    const before = await hashRows(world, table());
    const merged = await replace({ field: 'tags', from: ['a'], to: 'b' });
    expect(merged.report).toMatchObject({ changed: Math.ceil(count / 3) });
    const [row] = await world.db.read<readonly [string]>({
      text: `select json_array(f_tags) as j from t_firm where id = '${rowKey(0)}'`,
      params: {},
    });
    expect(row).toEqual(['["b"]']);
    await undo(merged.id);
    expect(await hashRows(world, table())).toBe(before);
  });

  it('or split by a condition, without retiring anything', async () => {
    const where = { field: 'name', op: 'contains', value: '公司99' };
    const split = await replace({ field: 'source', from: ['yellow'], to: 'net', where });
    expect(split.report).toMatchObject({ revision: null });
    expect(table().revision).toBe(1);
    expect(
      codesOf(
        await replaceOptions(tools, manager(), { key: 'firm', dryRun: true, replacement: { field: 'source', from: ['x'], to: 'net' } }),
      ),
    ).toEqual(['replace-from']);
    expect(
      codesOf(
        await replaceOptions(tools, manager(), { key: 'firm', dryRun: true, replacement: { field: 'name', from: ['x'], to: 'net' } }),
      ),
    ).toEqual(['replace-field']);
  });
});
