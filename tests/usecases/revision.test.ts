import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldSchema } from '#core/definition/definition.ts';
import type { RunningWorld } from '#server/wire.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { approveRevision, returnRevision } from '#usecases/revision/approval.ts';
import { planRows, type FullPlan } from '#usecases/revision/plan-rows.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import { findRevision } from '#usecases/revision/revision.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { codesOf, ended, fillRows, hashRows, liveTable, publish, rollback, toolsOf, valueOf, withField } from '#support/revisions.ts';

const text = (title: string, more: Partial<FieldSchema> = {}): FieldSchema => ({ title, type: 'string', 'x-type': 'text', ...more });
const number = (title: string, more: Partial<FieldSchema> = {}): FieldSchema => ({ title, type: 'number', 'x-type': 'number', ...more });

const option = (id: string, title: string) => ({ const: id, title });

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

describe('what is published', () => {
  it('needs a note, at every door', async () => {
    const definition = withField(world, 'firm', ['tel', text('电话')]);
    const { line } = valueOf(await storeRevision(world, manager(), { key: 'firm', definition, note: ' ' }));
    const refused = await publishRevision(tools, manager(), { key: 'firm', number: line.number, note: '', mappings: {} });
    expect(codesOf(refused)).toEqual(['note-required']);
    expect(liveTable(world, 'firm').revision).toBe(1);
  });

  it('of two at once one, the second is told, whichever way they meet', async () => {
    const numbers: number[] = [];
    for (const key of ['one', 'two']) {
      const definition = withField(world, 'firm', [key, text(key)]);
      numbers.push(valueOf(await storeRevision(world, manager(), { key: 'firm', definition, note: key })).line.number);
    }
    const both = await Promise.all(
      numbers.map((number) => publishRevision(tools, manager(), { key: 'firm', number, note: '', mappings: {} })),
    );
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    for (const outcome of both) if (!outcome.ok) expect(codesOf(outcome)).toEqual(['publish-overtaken']);
    const [loser] = numbers.filter((number) => number !== liveTable(world, 'firm').revision);
    const again = await publishRevision(tools, manager(), { key: 'firm', number: loser ?? 0, note: '', mappings: {} });
    expect(codesOf(again)).toEqual(['publish-overtaken']);
  });

  it('waits for no import, and loses none of its rows', async () => {
    await world.db.write([
      {
        text: `insert into b_imports (id, tbl, by_id, state, mode, file, counts, created_at, finished_at, report) values ('i1', 'firm', 'manager', 'running', 'insert', 'x', '{}', '', '', '')`,
        params: {},
      },
    ]);
    const { line } = valueOf(
      await storeRevision(world, manager(), { key: 'firm', definition: withField(world, 'firm', ['tel', text('电话')]), note: 'x' }),
    );
    const refused = await publishRevision(tools, manager(), { key: 'firm', number: line.number, note: '', mappings: {} });
    expect(codesOf(refused)).toEqual(['publish-import-running']);
    await world.db.write([{ text: `update b_imports set state = 'done' where id = 'i1'`, params: {} }]);
    valueOf(await publishRevision(tools, manager(), { key: 'firm', number: line.number, note: '', mappings: {} }));
    expect(liveTable(world, 'firm').revision).toBe(2);
  });

  it('never takes away an option that rows hold, nor makes unique what stands twice; nothing has changed then', async () => {
    const sizes = { title: '规模', type: 'string', 'x-type': 'choice', oneOf: [option('s', '小'), option('l', '大')] } as const;
    await publish(tools, manager(), withField(world, 'firm', ['class', sizes]));
    await fillRows(world, liveTable(world, 'firm'), [
      { name: '甲', class: 's' },
      { name: '甲', class: 'l' },
    ]);
    const before = await hashRows(world, liveTable(world, 'firm'));
    const fewer = withField(world, 'firm', ['class', { ...sizes, oneOf: [option('s', '小')] }]);
    await expect(publish(tools, manager(), fewer)).rejects.toThrow('option-held');
    const unique = withField(world, 'firm', ['name', text('名称', { 'x-unique': true })]);
    await expect(publish(tools, manager(), unique)).rejects.toThrow('unique-doubles');
    expect(await hashRows(world, liveTable(world, 'firm'))).toBe(before);
    expect(liveTable(world, 'firm').revision).toBe(2);
    const found = await Promise.all([3, 4].map((at) => findRevision(world, 'firm', at)));
    expect(found.map((revision) => revision?.line.state)).toEqual(['draft', 'draft']);
  });

  it('keeps the values of a removed field, and brings them back with it', async () => {
    await fillRows(world, liveTable(world, 'firm'), [{ name: '甲', size: '大' }]);
    const before = await hashRows(world, liveTable(world, 'firm'));
    const { definition } = liveTable(world, 'firm');
    const { size, ...rest } = definition.record.properties;
    await publish(tools, manager(), sound({ ...definition, layout: [], views: [], record: { ...definition.record, properties: rest } }));
    expect(liveTable(world, 'firm').field('size')).toBeUndefined();
    const { record } = liveTable(world, 'firm').definition;
    expect(record['x-removed']).toEqual({ size });
    const back = { type: record.type, required: record.required ?? [] };
    await publish(tools, manager(), sound({ ...definition, record: { ...back, properties: { ...rest, size } } }));
    expect(await hashRows(world, liveTable(world, 'firm'))).toBe(before);
  });

  it('after a rollback takes no key of the later field for another kind; the same field comes back with its values', async () => {
    await publish(tools, manager(), withField(world, 'firm', ['count', number('人数')]));
    await fillRows(world, liveTable(world, 'firm'), [{ name: '甲', count: 12 }]);
    const later = await hashRows(world, liveTable(world, 'firm'));
    await rollback(tools, manager(), ['firm', 1]);
    const other = withField(world, 'firm', ['count', text('备注')]);
    const planned = valueOf(await planRows(tools, manager(), { key: 'firm', definition: other, number: undefined, mappings: {} }));
    expect(planned).toMatchObject({ plan: { report: { problems: [{ code: 'key-reused', params: { old: '人数' } }] } } });
    await expect(publish(tools, manager(), other)).rejects.toThrow('key-reused');
    await publish(tools, manager(), withField(world, 'firm', ['count', number('人数')]));
    expect(await hashRows(world, liveTable(world, 'firm'))).toBe(later);
  });

  it('waits for a second person where the live table says so', async () => {
    const asking = sound({ ...liveTable(world, 'firm').definition, access: { approval: true } });
    await publish(tools, manager(), asking);
    const next = withField(world, 'firm', ['tel', text('电话')]);
    const { line } = valueOf(await storeRevision(world, manager(), { key: 'firm', definition: next, note: 'x' }));
    const place = { key: 'firm', number: line.number };
    const asked = valueOf(await publishRevision(tools, manager(), { ...place, note: '', mappings: {} }));
    expect(asked.line).toMatchObject({ state: 'waiting', approval: { state: 'asked', by: 'manager' } });
    expect((await approveRevision(tools, manager(), { ...place, words: '' })).ok).toBe(false);
    const returned = valueOf(await returnRevision(world, callerFor(world, 'admin'), { ...place, words: '写清楚些' }));
    expect(returned).toMatchObject({ state: 'draft', approval: { state: 'returned', words: '写清楚些' } });
    valueOf(await publishRevision(tools, manager(), { ...place, note: '', mappings: {} }));
    await ended(tools, valueOf(await approveRevision(tools, callerFor(world, 'admin'), { ...place, words: '好' })));
    expect(liveTable(world, 'firm').revision).toBe(line.number);
  });
});

describe('an open form of an earlier revision', () => {
  const access = () => {
    const opened = openTable(world, manager(), 'firm');
    if (!opened) throw new Error('no table');
    return opened;
  };
  it('still saves: its values are carried over, or told field by field', async () => {
    await publish(tools, manager(), withField(world, 'firm', ['size', number('规模')]));
    const made = valueOf(await createRecord(world, access(), { raw: { name: '乙', size: '1,200' }, revision: 1 }));
    expect(made.values).toMatchObject({ size: 1200 });
    const changed = valueOf(await updateRecord(world, access(), { id: made.id, version: 1, raw: { size: '80' }, revision: 1 }));
    expect(changed.record.values).toMatchObject({ size: 80 });
    const refused = await updateRecord(world, access(), { id: made.id, version: 2, raw: { size: '见名片' }, revision: 1 });
    expect(codesOf(refused)).toEqual(['revision-changed']);
    expect(codesOf(await updateRecord(world, access(), { id: made.id, version: 2, raw: { size: '80' } }))).toEqual(['not-a-number']);
    expect(codesOf(await createRecord(world, access(), { raw: { name: '丙' }, revision: 99 }))).toEqual(['revision-unknown']);
  });
  it('is told of a field that is gone', async () => {
    const { definition } = liveTable(world, 'firm');
    const { name = text('名称') } = definition.record.properties;
    await publish(tools, manager(), sound({ ...definition, record: { ...definition.record, properties: { name } } }));
    expect(codesOf(await createRecord(world, access(), { raw: { name: '乙', size: '9' }, revision: 1 }))).toEqual([
      'field-removed-meanwhile',
    ]);
    expect((await createRecord(world, access(), { raw: { name: '乙', size: null }, revision: 1 })).ok).toBe(true);
  });
});
