import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Client } from '#support/api.ts';
import { addTable, addTestPeople, callerFor, cookieOf, template, tokenOf } from '#support/firm.ts';
import { listen, type Listener } from '#support/listen.ts';
import { startTestServer, type TestServer } from '#support/server.ts';
import { changePerson } from '#usecases/person/change-person.ts';
import { revokeToken } from '#usecases/person/token.ts';

const at = '/api/v1/tables/customer/records';
let server: TestServer;
const bearer = new Map<string, Record<string, string>>();
const clients = new Map<string, Client>();
const open: Listener[] = [];

const as = (person: string): Client => clients.get(person) ?? clientOf(server.url, {});
const hear = async (headers: Record<string, string> | undefined): Promise<Listener> => {
  const listener = await listen(server.url, headers ?? {});
  open.push(listener);
  return listener;
};
const make = async (person: string, name: string): Promise<string> => {
  const made = await as(person)(at, { body: { name, phone: '13800000001' } });
  expect(made.status).toBe(201);
  return String(made.body['id']);
};
const change = (person: string, id: string, body: unknown) =>
  as(person)(`${at}/${id}`, { method: 'PATCH', body, headers: { 'if-match': '*' } });
const nextData = async (listener: Listener) => (await listener.next())?.data;

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, template('customer'));
  });
  for (const person of ['staff1', 'staff2', 'manager', 'admin']) {
    const headers = { authorization: `Bearer ${await tokenOf(server.world, person)}` };
    bearer.set(person, headers);
    clients.set(person, clientOf(server.url, headers));
  }
}, 240_000);
afterEach(async () => {
  for (const listener of open.splice(0)) await listener.close();
});
afterAll(() => server?.stop());

describe('the event stream', () => {
  it('tells who may see a row of its life, never a value', async () => {
    const mine = await hear(bearer.get('staff1'));
    expect([mine.status, mine.type]).toEqual([200, 'text/event-stream']);
    const all = await hear(bearer.get('manager'));
    const id = await make('staff1', '甲公司绝密');
    for (const listener of [mine, all]) expect(await nextData(listener)).toEqual({ table: 'customer', id, version: 1, kind: 'create' });
    await change('staff1', id, { needs: '更绝密' });
    for (const listener of [mine, all]) expect(await nextData(listener)).toEqual({ table: 'customer', id, version: 2, kind: 'update' });
    await as('manager')(`${at}/${id}`, { method: 'DELETE', headers: { 'if-match': '*' } });
    expect(await nextData(mine)).toEqual({ table: 'customer', id, version: 3, kind: 'delete' });
    await as('manager')(`${at}/${id}/restore`, { method: 'POST', headers: { 'if-match': '*' } });
    expect(await nextData(mine)).toEqual({ table: 'customer', id, version: 4, kind: 'restore' });
  });

  it('is silent about rows of others, and says gone where one left', async () => {
    const first = await hear(bearer.get('staff1'));
    const second = await hear(bearer.get('staff2'));
    const hidden = await make('staff2', '别人的客户');
    const moved = await make('staff1', '要转让的客户');
    expect(await nextData(first)).toMatchObject({ id: moved, kind: 'create' });
    expect(await nextData(second)).toMatchObject({ id: hidden, kind: 'create' });
    await change('staff1', moved, { owner: 'staff2' });
    expect(await nextData(first)).toEqual({ table: 'customer', id: moved, kind: 'gone' });
    expect(await nextData(second)).toEqual({ table: 'customer', id: moved, version: 2, kind: 'update' });
    await change('staff2', moved, { needs: '不关你事' });
    const last = await make('staff1', '之后的客户');
    expect(await nextData(first)).toMatchObject({ id: last, kind: 'create' });
  });

  it('resumes after Last-Event-ID without a gap and without a repeat', async () => {
    const before = await hear(bearer.get('staff1'));
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push(await make('staff1', `断线客户${n}`));
    const first = await before.next();
    expect(first?.data['id']).toBe(ids[0]);
    await before.close();
    for (let n = 3; n < 6; n++) ids.push(await make('staff1', `断线客户${n}`));
    await make('staff2', '别人的断线客户');
    const again = await hear({ ...bearer.get('staff1'), 'last-event-id': String(first?.lastId) });
    const live = make('staff1', '断线客户6');
    const heard: unknown[] = [];
    for (let n = 1; n < 7; n++) heard.push((await nextData(again))?.['id']);
    expect(heard).toEqual([...ids.slice(1), await live]);
  });

  it('from the beginning tells everything one may see now', async () => {
    const all = await hear({ ...bearer.get('admin'), 'last-event-id': '0' });
    const kinds: unknown[] = [];
    for (let last = 0, until = await server.world.feed.last(); last < until;) {
      const event = await all.next();
      last = event?.lastId ?? until;
      kinds.push(event?.data['kind']);
    }
    expect(kinds.filter((kind) => kind === 'create').length).toBeGreaterThan(5);
  });

  it.each(['x', '-1', '1.5', '', '9'.repeat(20)])('refuses Last-Event-ID %j', async (id) => {
    const refused = await as('staff1')('/api/v1/events', { headers: { 'last-event-id': id } });
    expect(refused).toMatchObject({ status: 422, codes: ['bad-event-id'] });
  });

  it('holds no writer up while a listener does not read', async () => {
    const lazy = await fetch(`${server.url}/api/v1/events`, { headers: bearer.get('manager') ?? {} });
    const ids = await Promise.all(Array.from({ length: 60 }, (_, n) => make('staff1', `快写客户${n}`)));
    expect(new Set(ids).size).toBe(60);
    await lazy.body?.cancel();
  });
});

describe('a stream ends', () => {
  it('with its session', async () => {
    const cookie = await cookieOf(server.world, 'staff1');
    const client = clientOf(server.url, { cookie, origin: server.url });
    const listener = await hear({ cookie });
    const other = await hear({ cookie: await cookieOf(server.world, 'staff1') });
    const sessions = (await client('/api/v1/sessions')).body['sessions'];
    const current = (Array.isArray(sessions) ? sessions : []).find((session: { current: boolean }) => session.current);
    expect((await client(`/api/v1/sessions/${String(current?.id)}`, { method: 'DELETE' })).status).toBe(204);
    expect(await listener.next()).toBeUndefined();
    expect((await client('/api/v1/tables')).status).toBe(401);
    const id = await make('staff1', '另一个会话还听得到');
    expect(await nextData(other)).toMatchObject({ id });
  });

  it('with its token', async () => {
    const token = await tokenOf(server.world, 'staff1');
    const listener = await hear({ authorization: `Bearer ${token}` });
    const client = clientOf(server.url, { authorization: `Bearer ${token}` });
    const tokens = (await client('/api/v1/tokens')).body['tokens'];
    const newest = Array.isArray(tokens) ? tokens[0] : undefined;
    await revokeToken(server.world, 'staff1', String(newest?.id));
    expect(await listener.next()).toBeUndefined();
    await expect.poll(async () => (await client('/api/v1/tables')).status, { timeout: 20_000 }).toBe(401);
  });

  it('with its person, who is refused from then on', async () => {
    const listener = await hear(bearer.get('staff2'));
    const out = await changePerson(server.world, callerFor(server.world, 'admin'), { id: 'staff2', state: 'inactive' });
    expect(out).toMatchObject({ ok: true });
    expect(await listener.next()).toBeUndefined();
    expect((await as('staff2')('/api/v1/tables')).status).toBe(401);
    await changePerson(server.world, callerFor(server.world, 'admin'), { id: 'staff2', state: 'active' });
    await expect.poll(async () => (await as('staff2')('/api/v1/tables')).status, { timeout: 20_000 }).toBe(200);
  });
});
