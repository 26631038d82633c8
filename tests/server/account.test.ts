import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Client } from '#support/api.ts';
import { addTable, addTestPeople, callerFor, cookieOf, template, tokenOf } from '#support/firm.ts';
import { startTestServer, type TestServer } from '#support/server.ts';
import { changePerson } from '#usecases/person/change-person.ts';

let server: TestServer;
const browser = async (person: string): Promise<Client> =>
  clientOf(server.url, { cookie: await cookieOf(server.world, person), origin: server.url });
const listOf = (body: Record<string, unknown>, name: string): readonly Record<string, unknown>[] => {
  const list = body[name];
  return Array.isArray(list) ? list : [];
};

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, template('customer'));
  });
}, 240_000);
afterAll(() => server?.stop());

describe('tokens', () => {
  it('are made with a session, said once, listed without their secret, and revoked', async () => {
    const client = await browser('staff1');
    const made = await client('/api/v1/tokens', { body: { title: '同步脚本', days: 7 } });
    expect(made).toMatchObject({ status: 201, body: { token: expect.stringMatching(/^b_[\w-]{43}$/) } });
    const list = await client('/api/v1/tokens');
    expect(list.text).not.toContain(String(made.body['token']));
    expect(listOf(list.body, 'tokens')).toMatchObject([{ id: made.body['id'], title: '同步脚本' }]);
    const script = clientOf(server.url, { authorization: `Bearer ${String(made.body['token'])}` });
    expect((await script('/api/v1/tables')).status).toBe(200);
    expect(await script('/api/v1/tokens', { body: { title: '再来一个' } })).toMatchObject({ status: 403, codes: ['token-by-token'] });
    const other = await browser('staff2');
    expect((await other(`/api/v1/tokens/${String(made.body['id'])}`, { method: 'DELETE' })).status).toBe(404);
    expect((await client(`/api/v1/tokens/${String(made.body['id'])}`, { method: 'DELETE' })).status).toBe(204);
    expect((await script('/api/v1/tables')).status).toBe(401);
    expect((await client(`/api/v1/tokens/${String(made.body['id'])}`, { method: 'DELETE' })).status).toBe(404);
  });
  it.each([
    {},
    { title: '' },
    { title: 'x'.repeat(61) },
    { title: 'x', days: 0 },
    { title: 'x', days: 3651 },
    { title: 'x', days: '7' },
    { title: 'x', person: 'admin' },
  ])('of %j are refused', async (body) => {
    expect((await (await browser('staff1'))('/api/v1/tokens', { body })).status).toBe(422);
  });
  it('expire', async () => {
    const token = await tokenOf(server.world, 'staff1');
    await server.world.db.write([
      {
        text: `update b_tokens set expires_at = '2020-01-01T00:00:00.000Z' where token_hash = :hash`,
        params: { hash: server.world.secrets.hashToken(token) },
        changes: 1,
      },
    ]);
    expect((await clientOf(server.url, { authorization: `Bearer ${token}` })('/api/v1/tables')).status).toBe(401);
  });
});

describe('sessions', () => {
  it('are listed, ended one by one, and all at once', async () => {
    const [first, second, third] = [await browser('manager'), await browser('manager'), await browser('manager')];
    const list = listOf((await first('/api/v1/sessions')).body, 'sessions');
    expect(list).toHaveLength(3);
    expect(list.filter(({ current }) => current)).toHaveLength(1);
    expect(JSON.stringify(list)).not.toMatch(/token|hash|person/);
    const other = listOf((await second('/api/v1/sessions')).body, 'sessions').find(({ current }) => current === true);
    expect((await (await browser('staff1'))(`/api/v1/sessions/${String(other?.['id'])}`, { method: 'DELETE' })).status).toBe(404);
    expect((await first(`/api/v1/sessions/${String(other?.['id'])}`, { method: 'DELETE' })).status).toBe(204);
    expect((await second('/api/v1/tables')).status).toBe(401);
    expect((await first('/api/v1/sessions?except=current', { method: 'DELETE' })).status).toBe(204);
    expect([(await first('/api/v1/tables')).status, (await third('/api/v1/tables')).status]).toEqual([200, 401]);
    expect((await first('/api/v1/sessions', { method: 'DELETE' })).status).toBe(204);
    expect((await first('/api/v1/tables')).status).toBe(401);
  });
  it('that are old or idle are nobody’s', async () => {
    for (const column of ['expires_at', 'seen_at']) {
      const cookie = await cookieOf(server.world, 'staff1');
      const hash = server.world.secrets.hashToken(cookie.split('=')[1] ?? '');
      await server.world.db.write([
        { text: `update b_sessions set ${column} = '2020-01-01T00:00:00.000Z' where token_hash = :hash`, params: { hash }, changes: 1 },
      ]);
      expect((await clientOf(server.url, { cookie })('/api/v1/tables')).status, column).toBe(401);
    }
  });
  it('of a role that changes have the new rights at once', async () => {
    const token = await tokenOf(server.world, 'staff2');
    const client = clientOf(server.url, { authorization: `Bearer ${token}` });
    expect((await client('/api/v1/tables', { body: {} })).status).toBe(403);
    await changePerson(server.world, callerFor(server.world, 'admin'), { id: 'staff2', role: 'manager' });
    await expect.poll(async () => (await client('/api/v1/tables', { body: {} })).status, { timeout: 20_000 }).toBe(422);
  });
});
