import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { type RunningWorld } from '#server/wire.ts';
import { type JobTools } from '#usecases/job/job-desk.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { planRows, type PlanReport } from '#usecases/revision/plan-rows.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import { beginTrial } from '#usecases/revision/trial.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { ended, fillRows, hashRows, liveTable, publish, rollback, rowKey, toolsOf, valueOf } from '#support/revisions.ts';
import { contacts, firmTable, mobile, person, rowsNow, text, withFields } from '#support/split-table.ts';

let world: RunningWorld;
let tools: JobTools;
const manager = () => callerFor(world, 'manager', 'api');

beforeEach(async () => {
  world = await openMemoryWorld();
  tools = toolsOf(world);
  await addTable(world, firmTable);
});
afterEach(() => world.stop());

const split = () => withFields(world, { person, mobile });

const planned = async (definition: Definition): Promise<PlanReport> => {
  const plan = valueOf(await planRows(tools, manager(), { key: 'firm', definition, number: undefined, mappings: {} }));
  if (plan.kind !== 'done') throw new Error('not at once');
  return plan.plan.report;
};

describe('two new fields take their first values from one text', () => {
  it('are planned exactly, published as planned, taken back to the same hash and forward again', async () => {
    await fillRows(world, liveTable(world, 'firm'), contacts);
    const before = await hashRows(world, liveTable(world, 'firm'));
    const report = await planned(split());
    expect(report).toMatchObject({ rows: 2500, clean: 2497, lossy: 1, failing: 2, problems: [] });
    expect(report.fields.map(({ key, clean, lossy, failing }) => [key, clean, lossy, failing])).toEqual([
      ['person', 2500, 0, 0],
      ['mobile', 2497, 1, 2],
    ]);
    const told = report.fields[1]?.samples.filter(({ kind }) => kind !== 'clean');
    expect(told?.map(({ before: was, after, kind }) => [was, after, kind])).toEqual([
      ['李四', '', 'failing'],
      ['见名片 无', '', 'failing'],
      ['王五 13900000000 转财务', '13900000000', 'lossy'],
    ]);
    expect(report.fields[0]?.samples[0]).toMatchObject({ before: '张0　13800000000', after: '张0', kind: 'clean' });
    const published = await publish(tools, manager(), split());
    const counts = ({ fields, rows, clean, lossy, failing }: Pick<PlanReport, 'fields' | 'rows' | 'clean' | 'lossy' | 'failing'>) => ({
      all: { rows, clean, lossy, failing },
      fields,
    });
    expect(counts(published)).toEqual(counts(report));
    const rows = await rowsNow(world);
    expect([0, 3, 17, 170, 1700].map((at) => rows[at])).toEqual([
      ['张0　13800000000', '张0', '13800000000'],
      ['', '', ''],
      ['李四', '李四', ''],
      ['见名片 无', '见名片', ''],
      ['王五 13900000000 转财务', '王五', '13900000000'],
    ]);
    const after = await hashRows(world, liveTable(world, 'firm'));
    await rollback(tools, manager(), ['firm', 1]);
    expect(await hashRows(world, liveTable(world, 'firm'))).toBe(before);
    await rollback(tools, manager(), ['firm', 2]);
    expect(await hashRows(world, liveTable(world, 'firm'))).toBe(after);
  });
});

describe('a new field that is filled from another', () => {
  const circle = () => ({ people: ['manager'], teams: [], until: new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10) });

  it('is empty on trial; what was entered there stays when it is published', async () => {
    await fillRows(world, liveTable(world, 'firm'), contacts.slice(0, 3));
    const { line } = valueOf(await storeRevision(world, manager(), { key: 'firm', definition: split(), note: '拆分' }));
    await ended(tools, valueOf(await beginTrial(tools, manager(), { key: 'firm', number: line.number, circle: circle() })));
    expect((await rowsNow(world))[0]).toEqual(['张0　13800000000', '', '']);
    const access = openTable(world, manager(), 'firm');
    if (!access) throw new Error('no table');
    valueOf(await updateRecord(world, access, { id: rowKey(0), version: 1, raw: { person: '张总' } }));
    await ended(tools, valueOf(await publishRevision(tools, manager(), { key: 'firm', number: line.number, note: '', mappings: {} })));
    expect(await rowsNow(world)).toEqual([
      ['张0　13800000000', '张总', '13800000000'],
      ['张1　13800000001', '张1', '13800000001'],
      ['张2　13800000002', '张2', '13800000002'],
    ]);
  });

  it('is filled once: the order that stays in the document fills nothing later, nor does a field that comes back', async () => {
    await fillRows(world, liveTable(world, 'firm'), contacts.slice(0, 1));
    await publish(tools, manager(), split());
    const access = openTable(world, manager(), 'firm');
    if (!access) throw new Error('no table');
    valueOf(await updateRecord(world, access, { id: rowKey(0), version: 1, raw: { person: null, mobile: null } }));
    await publish(tools, manager(), withFields(world, { more: text('更多') }));
    const { definition } = liveTable(world, 'firm');
    const { person: gone, ...properties } = definition.record.properties;
    await publish(tools, manager(), sound({ ...definition, layout: [], record: { ...definition.record, properties } }));
    const { record } = withFields(world, {});
    const restored = { ...record.properties, person: gone ?? person };
    await publish(tools, manager(), sound({ ...definition, layout: [], record: { ...record, properties: restored, 'x-removed': {} } }));
    expect(await rowsNow(world)).toEqual([['张0　13800000000', '', '']]);
  });

  it('keeps what an earlier try left in it, and fills the rest', async () => {
    await fillRows(world, liveTable(world, 'firm'), contacts.slice(0, 2));
    const next = split();
    await publish(tools, manager(), next);
    const access = openTable(world, manager(), 'firm');
    if (!access) throw new Error('no table');
    valueOf(await updateRecord(world, access, { id: rowKey(0), version: 1, raw: { person: '张总', mobile: null } }));
    await rollback(tools, manager(), ['firm', 1]);
    await publish(tools, manager(), next);
    expect(liveTable(world, 'firm').revision).toBe(3);
    expect(await rowsNow(world)).toEqual([
      ['张0　13800000000', '张总', '13800000000'],
      ['张1　13800000001', '张1', '13800000001'],
    ]);
  });

  it('is told as missing where it is required and the text has none', async () => {
    await fillRows(world, liveTable(world, 'firm'), [{ contact: '甲 13800000000' }, { name: '乙' }]);
    const { record, ...rest } = split();
    const required = sound({ ...rest, record: { ...record, required: ['person'] } });
    expect(await planned(required)).toMatchObject({ rows: 2, clean: 1, failing: 1, problems: [] });
  });

  it('takes the text of a field that goes to the removed ones in the same revision', async () => {
    await fillRows(world, liveTable(world, 'firm'), contacts.slice(0, 1));
    const properties = Object.fromEntries(Object.entries(split().record.properties).filter(([key]) => key !== 'contact'));
    await publish(tools, manager(), sound({ ...firmTable, layout: [], record: { ...firmTable.record, properties } }));
    expect(await rowsNow(world)).toEqual([['张0　13800000000', '张0', '13800000000']]);
    expect(liveTable(world, 'firm').definition.record['x-removed']).toHaveProperty('contact');
  });

  it.each<[string, Readonly<Record<string, FieldSchema>>]>([
    ['fill-source', { person: text('姓名', { 'x-fill': { from: 'nothing', find: 'phone' } }) }],
    ['fill-source', { person: text('姓名', { 'x-fill': { from: 'person', find: 'phone' } }) }],
    ['fill-source-type', { person: text('姓名', { 'x-fill': { from: 'count', find: 'phone' } }) }],
    ['fill-not-new', { name: text('名称', { 'x-fill': { from: 'contact', find: 'no-phone' } }) }],
  ])('is refused where that cannot be: %s', async (code, fields) => {
    await publish(tools, manager(), withFields(world, { count: { title: '人数', type: 'number', 'x-type': 'number' } }));
    expect((await planned(withFields(world, fields))).problems.map((problem) => problem.code)).toEqual([code]);
    await expect(publish(tools, manager(), withFields(world, fields))).rejects.toThrow(code);
  });

  it('may not be unique where its first values stand twice; what does not fit stays out of it', async () => {
    await fillRows(world, liveTable(world, 'firm'), [{ contact: '甲 a@b.cn' }, { contact: '甲 二' }]);
    const unique = await planned(
      withFields(world, { person: text('姓名', { 'x-unique': true, 'x-fill': { from: 'contact', by: ' ', part: 1 } }) }),
    );
    expect(unique.problems).toMatchObject([{ code: 'unique-doubles', params: { values: ['甲'] } }]);
    const email: FieldSchema = { title: '邮箱', type: 'string', 'x-type': 'email', 'x-fill': { from: 'contact', by: ' ', part: 2 } };
    expect(await publish(tools, manager(), withFields(world, { email }))).toMatchObject({ clean: 1, failing: 1 });
    expect(await world.db.read({ text: 'select json_array(f_email) as j from t_firm order by id', params: {} })).toEqual([
      ['a@b.cn'],
      [''],
    ]);
  });

  it('of many options is found by them, and by its words in a search', async () => {
    await fillRows(world, liveTable(world, 'firm'), [{ name: '甲', contact: '意向、老客户 李四' }]);
    const tags: FieldSchema = {
      title: '标签',
      type: 'array',
      'x-type': 'multi-choice',
      uniqueItems: true,
      items: {
        oneOf: [
          { const: 'old', title: '老客户' },
          { const: 'keen', title: '意向' },
        ],
      },
      'x-fill': { from: 'contact', by: ' ', part: 1 },
    };
    await publish(tools, manager(), withFields(world, { tags, person: text('姓名', { 'x-fill': { from: 'contact', by: ' ', part: 2 } }) }));
    const table = liveTable(world, 'firm');
    const entries = await world.db.read<readonly [string]>({
      text: `select json_array(option) as j from ${table.optionTable} order by option`,
      params: {},
    });
    expect(entries).toEqual([['keen'], ['old']]);
    const [words] = await world.db.read<readonly [string]>({ text: 'select json_array(search_text) as j from t_firm', params: {} });
    expect(words?.[0].split('\n')).toContain('李四');
  });
});
