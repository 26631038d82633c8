import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StartedPocketbase } from '#server/pocketbase/supervise-pocketbase.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { everyField } from '#support/every-field.ts';
import { addTable, addTestPeople, callerFor, sound, template } from '#support/firm.ts';
import { openTestPocketbase } from '#support/open-test-pocketbase.ts';
import { zone } from '#support/test-people.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { eventStream, type HeardEvent } from '#usecases/record/event-stream.ts';
import { findRecord } from '#usecases/record/find-record.ts';
import { listRecords, type ListRequest } from '#usecases/record/list-records.ts';
import { recordHistory } from '#usecases/record/record-history.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { openTable } from '#usecases/table/open-table.ts';

let pocketbase: StartedPocketbase;
let world: RunningWorld;
let token = '';

const things = sound({
  biaoli: 1,
  key: 'things',
  title: '东西',
  record: { type: 'object', properties: everyField },
  views: [{ key: 'all', title: '全部', columns: ['name'], sort: ['name'] }],
});

/** What PocketBase's own pages send. */
const edit = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(`${pocketbase.address}/api/collections/${path}`, {
    method,
    headers: { authorization: token, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer: Record<string, unknown> = text === '' ? {} : JSON.parse(text);
  return { status: response.status, id: String(answer['id']), answer };
};
const patch = (table: string, id: string, body: unknown) => edit('PATCH', `t_${table}/records/${id}`, body);

const accessOf = (table: string, person = 'admin') => {
  const access = openTable(world, callerFor(world, person), table);
  if (!access) throw new Error('no table');
  return access;
};
const make = async (table: string, raw: Record<string, unknown>): Promise<string> => {
  const made = await createRecord(world, accessOf(table), { raw });
  if (!made.ok) throw new Error(JSON.stringify(made));
  return made.value.id;
};
const rowOf = async (table: string, id: string) => {
  const record = await findRecord(world, accessOf(table), id);
  if (!record) throw new Error('no row');
  return record;
};
const listed = async (table: string, request: ListRequest): Promise<readonly string[]> => {
  const page = await listRecords(world, accessOf(table), request);
  if (!page.ok) throw new Error(JSON.stringify(page));
  return page.value.records.map(({ id }) => id);
};
const historyOf = async (table: string, id: string) => recordHistory(world, accessOf(table), await rowOf(table, id));
const count = async (from: string, params: Record<string, string> = {}): Promise<number> =>
  (await world.db.read<[number]>({ text: `select json_array(count(*)) as j from ${from}`, params }))[0]?.[0] ?? -1;
const rebuilt = () => expect.poll(() => count(`b_settings where id like 'rebuild/%'`), { timeout: 20_000 }).toBe(0);

beforeAll(async () => {
  pocketbase = await openTestPocketbase();
  world = await openWorld(pocketbase.database, zone);
  await addTestPeople(world);
  await addTable(world, template('customer'));
  await addTable(world, things);
  const signedIn = await edit('POST', '_superusers/auth-with-password', { identity: pocketbase.email, password: pocketbase.password });
  token = String(signedIn.answer['token']);
});
afterAll(async () => {
  world?.stop();
  await pocketbase?.stop();
});

describe('a row edited in the dashboard', () => {
  let id: string;
  beforeEach(async () => {
    id = await make('customer', { name: '云峪谷茶业', phone: '13800000001', amount: 12.5, owner: 'staff1' });
  });

  it('has a new version and a line of history, as values', async () => {
    const before = await rowOf('customer', id);
    const edited = await patch('customer', id, { f_name: '北山林场', f_amount: 99_901, f_tags: ['keen'] });
    expect(edited).toMatchObject({ status: 200, answer: { version: 2, f_name: '北山林场' } });
    const after = await rowOf('customer', id);
    expect(after).toMatchObject({ version: 2, updatedBy: '', created: before.created, createdBy: 'admin' });
    expect(after.values).toEqual({ ...before.values, name: '北山林场', amount: 999.01, tags: ['keen'] });
    expect((await historyOf('customer', id))[0]).toMatchObject({
      kind: 'update',
      version: 2,
      by: '',
      door: 'dashboard',
      changes: { name: ['云峪谷茶业', '北山林场'], amount: [12.5, 999.01], tags: [null, ['keen']] },
    });
    await rebuilt();
    expect(await rowOf('customer', id)).toEqual(after);
  });

  it('is found by its new words, sorted and filtered by them, and no more by the old ones', async () => {
    await patch('customer', id, { f_name: '阿尔山矿泉', f_phone: '13911112222', f_tags: ['price'] });
    await rebuilt();
    for (const q of ['尔山矿', 'aesk', '11112']) expect(await listed('customer', { q })).toContain(id);
    for (const q of ['峪谷茶', 'yygcy']) expect(await listed('customer', { q })).not.toContain(id);
    expect((await listed('customer', { sort: ['name'] }))[0]).toBe(id);
    const tagged = (value: string) => listed('customer', { filter: { field: 'tags', op: 'has-any', value: [value] } });
    expect(await tagged('price')).toContain(id);
    await patch('customer', id, { f_tags: ['budget'] });
    await rebuilt();
    expect(await tagged('price')).not.toContain(id);
    expect(await tagged('budget')).toContain(id);
  });

  it('tells a form that was open, and takes its changes afterwards', async () => {
    await patch('customer', id, { f_needs: '后台写的' });
    const stale = await updateRecord(world, accessOf('customer'), { id, version: 1, raw: { contact: '王' } });
    expect(stale).toMatchObject({ ok: false, refusal: { kind: 'stale', current: { version: 2, values: { needs: '后台写的' } } } });
    expect(await updateRecord(world, accessOf('customer'), { id, version: 2, raw: { contact: '王' } })).toMatchObject({ ok: true });
    await rebuilt();
    expect(await rowOf('customer', id)).toMatchObject({ version: 3, values: { needs: '后台写的', contact: '王' } });
  });

  it('is refused where the page of the dashboard shows an older row', async () => {
    await updateRecord(world, accessOf('customer'), { id, version: 1, raw: { needs: '员工写的' } });
    const late = await patch('customer', id, { version: 1, f_needs: '' });
    expect(late.status).toBe(409);
    expect(await rowOf('customer', id)).toMatchObject({ version: 2, values: { needs: '员工写的' } });
    expect((await historyOf('customer', id)).map(({ version }) => version)).toEqual([2, 1]);
  });

  it('moves with its owner: who loses it hears that it is gone', async () => {
    const heard: HeardEvent[] = [];
    const ears = new AbortController();
    const stream = eventStream(world, {
      after: await world.feed.last(),
      identify: async () => callerFor(world, 'staff1'),
      signal: ears.signal,
      heartbeat: 60_000,
      lookEvery: 50,
    });
    await patch('customer', id, { f_needs: '看得见' });
    await patch('customer', id, { f_owner: 'staff2' });
    while (heard.length < 2) heard.push(...((await stream.next()).value?.events ?? []));
    ears.abort();
    expect(heard).toMatchObject([
      { id, version: 2, kind: 'update' },
      { id, kind: 'gone' },
    ]);
    expect(await count('t_customer where id = :id and owner = f_owner', { id })).toBe(1);
  });

  it('while no server ran, is caught up with by the next one', async () => {
    world.stop();
    await patch('customer', id, { f_name: '无人时改名' });
    expect(await listed('customer', { q: '无人时改' })).toEqual([]);
    world = await openWorld(pocketbase.database, zone);
    await rebuilt();
    expect(await listed('customer', { q: '无人时改' })).toEqual([id]);
  });

  it('goes to the bin and comes back', async () => {
    await patch('customer', id, { deleted_at: '2026-01-01T00:00:00.000Z' });
    await patch('customer', id, { deleted_at: '' });
    expect((await historyOf('customer', id)).map(({ kind }) => kind)).toEqual(['restore', 'delete', 'create']);
  });

  it('changed by nobody at all keeps its history when the edit is refused', async () => {
    const taken = await make('customer', { name: '另一家', phone: '13800000002', owner: 'staff1' });
    const { values } = await rowOf('customer', taken);
    expect((await patch('customer', id, { f_customer_no: values['customer_no'] })).status).toBe(400);
    expect(await rowOf('customer', id)).toMatchObject({ version: 1 });
    expect(await historyOf('customer', id)).toHaveLength(1);
  });
});

describe('a row made in the dashboard', () => {
  it('is a whole row, and its number is never given again', async () => {
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10).replaceAll('-', '');
    const made = await edit('POST', 't_customer/records', {
      f_name: '手工录入',
      f_phone: '1',
      f_owner: 'staff2',
      f_customer_no: `C${day}900`,
    });
    expect(made.status).toBe(200);
    await rebuilt();
    expect(await listed('customer', { q: '手工录' })).toEqual([made.id]);
    expect(await rowOf('customer', made.id)).toMatchObject({ version: 1, revision: 1, owner: 'staff2', deleted: '', createdBy: '' });
    expect((await historyOf('customer', made.id))[0]).toMatchObject({ kind: 'create', version: 1, door: 'dashboard', changes: {} });
    const next = await rowOf('customer', await make('customer', { name: '下一家', phone: '13800000003', owner: 'staff1' }));
    expect(next.values['customer_no']).toBe(`C${day}901`);
  });
});

describe('a row deleted in the dashboard', () => {
  it('leaves its values in the history, and nothing that a later row could inherit', async () => {
    const id = await make('customer', { name: '最后一家', phone: '13800000004', amount: 5, tags: ['keen'], owner: 'staff1' });
    expect((await edit('DELETE', `t_customer/records/${id}`)).status).toBe(204);
    const [line] = await world.db.read<Record<string, unknown>>({
      text: `select json_object('kind', kind, 'version', version, 'door', door, 'changes', json(changes), 'owner', owner_before) as j from b_history where record = :id and kind = 'delete'`,
      params: { id },
    });
    expect(line).toMatchObject({ version: 2, door: 'dashboard', owner: 'staff1' });
    expect(line?.['changes']).toMatchObject({ name: ['最后一家', null], amount: [500, null], tags: [['keen'], null] });
    expect(await count('t_customer_options where row = :id', { id })).toBe(0);
    await rebuilt();
    const heir = await make('customer', { name: '后来者', phone: '13800000005', owner: 'staff1' });
    expect(await listed('customer', { q: '最后一' })).toEqual([]);
    expect(await listed('customer', { q: '后来者' })).toEqual([heir]);
  });
});

describe('every type of field', () => {
  const raw = {
    name: '甲乙丙',
    word: 'Ab 好',
    note: '长文\n两行',
    count: 7.5,
    amount: 1234.56,
    rate: 0.25,
    day: '2024-02-29',
    source: 'other',
    source_other: '朋友',
    status: 'active',
    tags: ['b', 'a'],
    paid: false,
    phone: '0571-88001234 转 8',
    email: 'a@firm.example',
    member: 'staff1',
  };

  it('written in the dashboard stands as if a page had written it', async () => {
    const byPage = await make('things', raw);
    const cellsOf = async (id: string) => {
      const { collection, fields } = accessOf('things').table;
      const columns = ['owner', 'search_text', ...fields.flatMap((field) => [field.column, field.sortColumn || `''`])];
      const typed = columns.map((column) => `json_array(typeof(${column}), ${column})`).join(', ');
      return (
        await world.db.read<unknown[]>({ text: `select json_array(${typed}) as j from ${collection} where id = :id`, params: { id } })
      )[0];
    };
    const [standing] = await world.db.read<Record<string, unknown>>({
      text: `select json_object(${accessOf('things')
        .table.fields.map(({ column, type }) => `'${column}', ${type.json === 'array' ? `json(${column})` : column}`)
        .join(', ')}) as j from t_things where id = :id`,
      params: { id: byPage },
    });
    const empty = await make('things', { name: '空的' });
    const written = { ...standing, f_no: '', owner: 'admin' };
    expect((await patch('things', empty, written)).status).toBe(200);
    await rebuilt();
    expect((await rowOf('things', empty)).values).toEqual({ ...(await rowOf('things', byPage)).values, no: null });
    await world.db.write([{ text: `update t_things set f_no = '' where id = :id`, params: { id: byPage } }]);
    await patch('things', byPage, {});
    await rebuilt();
    expect(await cellsOf(empty)).toEqual(await cellsOf(byPage));
  });

  it('is told as values, unset ones as unset', async () => {
    const id = await make('things', raw);
    await patch('things', id, { f_paid: true, f_amount: null, f_rate: 0.5, f_name: '', f_tags: [], owner: 'staff2' });
    const [entry] = await historyOf('things', id);
    expect(entry?.changes).toEqual({
      name: ['甲乙丙', null],
      amount: [1234.56, null],
      rate: [0.25, 0.5],
      tags: [['b', 'a'], null],
      paid: [false, true],
      $owner: ['admin', 'staff2'],
    });
    await rebuilt();
    expect(await rowOf('things', id)).toMatchObject({ owner: 'staff2', values: { paid: true, rate: 0.5, amount: null, tags: null } });
  });

  it('holding what is no value of its type is unset', async () => {
    const id = await make('things', raw);
    await patch('things', id, { f_amount: 'abc', f_count: true, f_tags: { a: 1 }, f_paid: 'x' });
    expect((await historyOf('things', id))[0]?.changes).toEqual({
      amount: [1234.56, null],
      count: [7.5, null],
      tags: [['b', 'a'], null],
      paid: [false, null],
    });
    await rebuilt();
    expect(await rowOf('things', id)).toMatchObject({ values: { amount: null, count: null, tags: null, paid: null, name: '甲乙丙' } });
    expect(await listed('things', { filter: { field: 'amount', op: 'empty' } })).toContain(id);
  });
});
