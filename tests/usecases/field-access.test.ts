import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openApi } from '#core/compile/open-api.ts';
import { recordSchema } from '#core/compile/record-schema.ts';
import { messages } from '#messages/zh-CN/messages.ts';
import { exportFile } from '#server/transfer/export-file.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { addTable, addTestPeople, callerFor } from '#support/firm.ts';
import { openTestDesk, valueOf, type TestDesk } from '#support/import-desk.ts';
import { dealTable, secrets } from '#support/secret-table.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { exportRecords } from '#usecases/record/export-records.ts';
import { findRecord } from '#usecases/record/find-record.ts';
import { groupRecords, totalRecords } from '#usecases/record/group-records.ts';
import { answerKeyOf } from '#usecases/record/idempotency.ts';
import { listRecords } from '#usecases/record/list-records.ts';
import { recordHistory } from '#usecases/record/record-history.ts';
import { removeRecord } from '#usecases/record/remove-record.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { openTable, type TableAccess } from '#usecases/table/open-table.ts';
import { presentTable } from '#usecases/view/present-table.ts';
import { readRecordPage } from '#usecases/view/record-page.ts';
import { listRows } from '#usecases/view/list-rows.ts';

let world: RunningWorld;
let desk: TestDesk;
let id: string;

const access = (person: string): TableAccess => {
  const opened = openTable(world, callerFor(world, person), 'deal');
  if (!opened) throw new Error('no table');
  return opened;
};
const staff = () => access('staff1');
const manager = () => access('manager');
const told = (answer: unknown): void => {
  const text = JSON.stringify(answer);
  for (const secret of secrets) expect(text).not.toContain(secret);
};
const change = (who: TableAccess, raw: Readonly<Record<string, unknown>>, at = id) =>
  updateRecord(world, who, { id: at, version: 'any', raw });

beforeEach(async () => {
  world = await openWorld(await openMemoryDatabase(), 'Asia/Shanghai');
  await addTestPeople(world);
  await addTable(world, dealTable());
  desk = openTestDesk(world);
  const raw = { name: '云峪谷', person: 'staff1', margin: 1, remark: '暗号 xinghe', cause: 'other', cause_other: '暗号二' };
  id = valueOf(await createRecord(world, manager(), { raw })).id;
  valueOf(await change(manager(), { margin: 987654, name: '云峪谷茶业' }));
  valueOf(await change(manager(), { remark: '暗号三 xinghe' }));
});
afterEach(() => {
  desk.remove();
  world.stop();
});

describe('what a role may not see', () => {
  it('is in no answer about rows', async () => {
    const record = await findRecord(world, staff(), id);
    expect(record?.values).toMatchObject({ name: '云峪谷茶业', stage: 'new' });
    told(record);
    told(valueOf(await listRecords(world, staff(), { limit: 10, count: true })));
    told(valueOf(await listRows(world, staff(), { columns: ['name', 'margin', 'remark'] })));
    told(await readRecordPage(world, staff(), id));
    const history = await recordHistory(world, staff(), (await findRecord(world, manager(), id)) ?? expect.fail('gone'));
    expect(history.map(({ version, changes }) => [version, Object.keys(changes)])).toEqual([
      [2, ['name']],
      [1, []],
    ]);
    told(history);
    expect((await recordHistory(world, manager(), (await findRecord(world, manager(), id)) ?? expect.fail('gone'))).length).toBe(3);
    expect(await findRecord(world, manager(), id)).toMatchObject({ values: { margin: 987654, cause_other: '暗号二' } });
  });

  it('is in no answer to a write, and survives it', async () => {
    const updated = valueOf(await change(staff(), { name: '新名' }));
    expect(updated.record.values['name']).toBe('新名');
    told(updated);
    told(await updateRecord(world, staff(), { id, version: 1, raw: { name: '旧的' } }));
    told(await change(staff(), { name: '新名' }));
    told(await change(staff(), { name: null }));
    const key = answerKeyOf(world, { person: 'staff1', route: 'deal', key: 'k', body: '' });
    const made = valueOf(await createRecord(world, staff(), { raw: { name: '自己的' }, key }));
    told(made);
    told(valueOf(await createRecord(world, staff(), { raw: { name: '自己的' }, key })));
    expect(await findRecord(world, manager(), made.id)).toMatchObject({ values: { margin: 5, stage: 'new' } });
    told(valueOf(await removeRecord(world, staff(), { id, version: 'any', kind: 'delete' })));
    told(valueOf(await removeRecord(world, staff(), { id, version: 'any', kind: 'restore' })));
    expect(await findRecord(world, manager(), id)).toMatchObject({ values: { margin: 987654, remark: '暗号三 xinghe', cause: 'other' } });
  });

  it('a kept answer tells no more to somebody who has lost the right since', async () => {
    const key = answerKeyOf(world, { person: 'manager', route: 'deal', key: 'k', body: '' });
    valueOf(await createRecord(world, manager(), { raw: { name: '甲', remark: '暗号' }, key }));
    told(valueOf(await createRecord(world, staff(), { raw: { name: '甲', remark: '暗号' }, key })));
  });

  it('cannot be asked for', async () => {
    const refusals = [
      await listRecords(world, staff(), { filter: { field: 'margin', op: 'more', value: 1 } }),
      await listRecords(world, staff(), { filter: { field: 'cause_other', op: 'contains', value: '二' } }),
      await listRecords(world, staff(), { sort: ['-margin'] }),
      await groupRecords(world, staff(), { by: ['cause'] }),
      await exportRecords(world, staff(), { columns: ['name', 'remark'] }),
      await change(staff(), { margin: 7 }),
      await createRecord(world, staff(), { raw: { name: '甲', cause: 'price' } }),
    ].map((outcome) => (!outcome.ok && outcome.refusal.kind === 'refused' ? outcome.refusal.problems.map(({ code }) => code) : outcome));
    const unknown = ['unknown-field'];
    expect(refusals).toEqual([['condition-field'], ['condition-field'], ['bad-sort'], ['bad-group'], unknown, unknown, unknown]);
    const carried = await updateRecord(world, staff(), { id, version: 'any', raw: { margin: 7 }, revision: 1 });
    expect(carried).toMatchObject({ refusal: { problems: [{ code: 'unknown-field', path: '/margin' }] } });
    expect(valueOf(await totalRecords(world, staff(), { sums: ['margin'] }))).toEqual({ count: 1, sums: {} });
    expect(await findRecord(world, manager(), id)).toMatchObject({ values: { margin: 987654 } });
  });

  it('cannot be searched by, and a row is still found by what is seen', async () => {
    const found = async (who: TableAccess, q: string) => valueOf(await listRecords(world, who, { q, count: true })).count;
    for (const q of ['暗号', '暗', 'xinghe', 'xing', '暗号二'])
      expect([q, await found(staff(), q), await found(manager(), q)]).toEqual([q, 0, 1]);
    for (const q of ['云峪', '茶', '云峪谷茶业']) expect([q, await found(staff(), q)]).toEqual([q, 1]);
    expect(valueOf(await exportRecords(world, staff(), { q: '暗号' })).count).toBe(0);
    expect(valueOf(await groupRecords(world, staff(), { by: ['stage'], q: '暗号' }))).toEqual([]);
  });

  it('is in no file, no schema, no description of the table', async () => {
    for (const type of ['csv', 'xlsx'] as const) {
      const exported = valueOf(await exportRecords(world, staff(), {}));
      const parts: Uint8Array[] = [];
      for await (const part of exportFile(staff(), exported, { type, messages }).content) parts.push(part);
      if (type === 'csv') expect(Buffer.concat(parts).toString('utf8')).toContain('云峪谷茶业');
      if (type === 'csv') told(Buffer.concat(parts).toString('utf8'));
      told(exported.columns);
    }
    const { table } = staff();
    told([recordSchema(table, 'create'), recordSchema(table, 'record'), presentTable(world, staff()), table.definition]);
    told(openApi([{ table, create: true, update: true, delete: true, structure: false, export: true, import: false }], ''));
    expect(recordSchema(table, 'create')).toMatchObject({ properties: { name: {}, reason: {} } });
    expect(JSON.stringify(recordSchema(table, 'create'))).not.toContain('"stage"');
  });

  it('still decides on the server: views, requirements, options', async () => {
    const loss = valueOf(await createRecord(world, manager(), { raw: { name: '亏的', margin: -3, reason: '让利' } })).id;
    expect(valueOf(await listRecords(world, staff(), { view: 'rich' })).records.map((record) => record.id)).toEqual([id]);
    expect(await listRecords(world, staff(), { view: 'inner' })).toMatchObject({ refusal: { problems: [{ code: 'no-such-view' }] } });
    expect(await change(staff(), { reason: null }, loss)).toMatchObject({ refusal: { problems: [{ code: 'required', path: '/reason' }] } });
    expect((await change(staff(), { reason: null })).ok).toBe(true);
  });

  it('cannot come in by a file', async () => {
    const bytes = '商机名称,内部备注,阶段\r\n文件来的,混进来的,赢单\r\n第二行,,';
    const started = await desk.begin(callerFor(world, 'staff1'), 'deal', { bytes });
    const report = await started.finished;
    expect(report).toMatchObject({ created: 1, refused: 1, samples: [{ field: 'stage', problem: { code: 'no-right-field' } }] });
    const rows = valueOf(await listRecords(world, manager(), { q: '第二行' })).records;
    expect(rows.map(({ values }) => [values['remark'], values['margin']])).toEqual([[null, 5]]);
  });
});

describe('what a role may see and not change', () => {
  it('is refused when changed, accepted as it stands, and filled by its default', async () => {
    expect(await change(staff(), { stage: 'won' })).toMatchObject({ refusal: { problems: [{ code: 'no-right-field', path: '/stage' }] } });
    expect(await createRecord(world, staff(), { raw: { name: '甲', stage: 'won' } })).toMatchObject({
      refusal: { problems: [{ code: 'no-right-field', path: '/stage' }] },
    });
    expect(valueOf(await change(staff(), { stage: 'new', name: '乙' })).record.values).toMatchObject({ stage: 'new', name: '乙' });
    expect(valueOf(await change(manager(), { stage: 'won' })).record.values['stage']).toBe('won');
    expect(staff().table.field('stage')?.schema.readOnly).toBe(true);
    expect(manager().table).toBe(manager().whole);
  });
});
