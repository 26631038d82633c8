import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Client } from '#support/api.ts';
import { addTable, addTestPeople, cookieOf, template, tokenOf } from '#support/firm.ts';
import { startTestServer, type TestServer } from '#support/server.ts';

let server: TestServer;
let staff: Client;
let manager: Client;
let nobody: Client;
let id = '';
const at = '/api/v1/tables/customer/records';
const faulty = { name: 'x', tags: 'vip', nonsense: 1 };

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, template('customer'));
  });
  staff = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'staff1')}` });
  manager = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'manager')}` });
  nobody = clientOf(server.url, {});
  id = String((await staff(at, { body: { name: '云峪谷茶业', phone: '13800000001' } })).body['id']);
}, 240_000);
afterAll(() => server?.stop());

describe('the order of refusals: 401, 404, 403, 428, 412, 422', () => {
  const ask = (client: Client, method: string, path: string, version?: string) =>
    client(path, {
      method,
      ...(method === 'PATCH' ? { body: faulty } : {}),
      headers: version === undefined ? {} : { 'if-match': version },
    });

  it('each fault is told before all that follow it', async () => {
    expect((await ask(nobody, 'PATCH', `${at}/${id}`)).status).toBe(401);
    expect((await ask(staff, 'PATCH', `${at}/nosuchrecord000`)).status).toBe(404);
    expect((await ask(staff, 'DELETE', `${at}/${id}`)).status).toBe(403);
    expect((await ask(staff, 'PATCH', `${at}/${id}`)).status).toBe(428);
    expect((await ask(staff, 'PATCH', `${at}/${id}`, '"7"')).status).toBe(412);
    expect((await ask(staff, 'PATCH', `${at}/${id}`, '"1"')).status).toBe(422);
    expect((await ask(manager, 'DELETE', `${at}/${id}`)).status).toBe(428);
    expect((await ask(manager, 'DELETE', `${at}/${id}`, '"7"')).status).toBe(412);
  });

  it('428 and 412 come before a body that is not JSON', async () => {
    const broken = (version?: string) =>
      staff(`${at}/${id}`, { method: 'PATCH', raw: '{', headers: version === undefined ? {} : { 'if-match': version } });
    expect((await broken()).status).toBe(428);
    expect((await broken('"7"')).status).toBe(412);
    expect((await broken('"1"')).status).toBe(400);
    expect((await staff(`${at}/nosuchrecord000`, { method: 'PATCH', raw: '{' })).status).toBe(404);
  });

  it.each(['"0"', '"01"', '1', 'W/"1"', '"1", "2"', '"x"', '""', '"99999999999"'])(
    'If-Match %s is no version of ours: 412',
    async (version) => {
      const refused = await ask(staff, 'PATCH', `${at}/${id}`, version);
      expect(refused.status).toBe(412);
    },
  );

  it('412 carries the whole current record and its ETag', async () => {
    const current = await staff(`${at}/${id}`);
    const refused = await ask(staff, 'PATCH', `${at}/${id}`, '"7"');
    expect(refused.headers.get('etag')).toBe('"1"');
    expect(refused.body).toMatchObject(current.body);
    expect(refused.codes).toEqual(['version-stale']);
  });

  it('lists every problem with its path', async () => {
    const refused = await ask(staff, 'PATCH', `${at}/${id}`, '"1"');
    expect(refused.body['problems']).toEqual([
      { path: '/nonsense', code: 'unknown-field', words: expect.any(String) },
      { path: '/name', code: 'too-short', words: expect.stringContaining('客户名称') },
      { path: '/tags', code: 'not-a-list', words: expect.stringContaining('客户标签') },
    ]);
  });
});

describe('answers of a change', () => {
  it('201 and 200 carry the whole record and its ETag; the number is given by the server', async () => {
    const made = await staff(at, { body: { name: '海晏堂', phone: '021 5555 1234', tags: [], source: null } });
    expect(made.status).toBe(201);
    expect(made.headers.get('etag')).toBe('"1"');
    expect(made.body).toMatchObject({
      version: 1,
      revision: 1,
      values: { name: '海晏堂', owner: 'staff1', status: 'none', customer_no: expect.stringMatching(/^C\d{11}$/) },
    });
    const path = `${at}/${String(made.body['id'])}`;
    const changed = await staff(path, { method: 'PATCH', body: { amount: 19.99 }, headers: { 'if-match': '"1"' } });
    expect(changed.headers.get('etag')).toBe('"2"');
    expect(changed.body).toMatchObject({ version: 2, values: { name: '海晏堂', amount: 19.99 } });
    const again = await staff(path);
    expect(again.body).toEqual(changed.body);
    const unset = await staff(path, { method: 'PATCH', body: { amount: null }, headers: { 'if-match': '*' } });
    expect(unset.body['values']).not.toHaveProperty('amount');
  });

  it('a change of nothing writes nothing', async () => {
    const before = await staff(`${at}/${id}`);
    const same = await staff(`${at}/${id}`, { method: 'PATCH', body: { name: '云峪谷茶业' }, headers: { 'if-match': '"1"' } });
    expect(same.body).toEqual(before.body);
  });

  it('into the bin and back', async () => {
    const made = await manager(at, { body: { name: '要删的客户', phone: '13800000002' } });
    const path = `${at}/${String(made.body['id'])}`;
    expect((await manager(`${path}/restore`, { method: 'POST', headers: { 'if-match': '*' } })).status).toBe(404);
    expect((await manager(path, { method: 'DELETE', headers: { 'if-match': '"1"' } })).body).toMatchObject({ version: 2 });
    expect((await manager(path)).status).toBe(404);
    expect((await manager(path, { method: 'PATCH', body: { name: '改一改' }, headers: { 'if-match': '*' } })).status).toBe(404);
    expect((await manager(`${at}?bin=1`)).text).toContain('要删的客户');
    expect((await manager(`${path}/restore`, { method: 'POST' })).status).toBe(428);
    expect((await manager(`${path}/restore`, { method: 'POST', headers: { 'if-match': '"1"' } })).status).toBe(412);
    expect((await manager(`${path}/restore`, { method: 'POST', headers: { 'if-match': '"2"' } })).body).toMatchObject({ version: 3 });
    expect((await manager(path)).status).toBe(200);
  });

  it('of two changes at once one wins, the other sees it', async () => {
    const made = await staff(at, { body: { name: '两人同改', phone: '13800000003' } });
    const path = `${at}/${String(made.body['id'])}`;
    const both = await Promise.all(
      ['甲公司', '乙公司', '丙公司', '丁公司'].map((name) =>
        manager(path, { method: 'PATCH', body: { name }, headers: { 'if-match': '"1"' } }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    const winner = both.find(({ status }) => status === 200);
    for (const loser of both.filter(({ status }) => status === 412)) expect(loser.body).toMatchObject({ ...winner?.body });
  });
});

describe('other sites', () => {
  const body = { name: '外站来的', phone: '13800000004' };
  it('may not write with a cookie', async () => {
    const cookie = await cookieOf(server.world, 'staff1');
    const client = clientOf(server.url, { cookie });
    expect(await client(at, { body, headers: { origin: 'https://evil.example' } })).toMatchObject({ status: 403, codes: ['cross-site'] });
    expect(await client(at, { body, headers: { origin: 'null' } })).toMatchObject({ status: 403 });
    expect(await client(at, { body, headers: { 'sec-fetch-site': 'cross-site' } })).toMatchObject({ status: 403 });
    expect(await client(at, { body, headers: { origin: server.url } })).toMatchObject({ status: 201 });
    expect((await client(`${at}?q=外站来的`)).status).toBe(200);
  });
  it('a token needs no Origin', async () => {
    expect((await staff(at, { body, headers: { origin: 'https://tool.example' } })).status).toBe(201);
  });
});

describe('a question as a body', () => {
  it.each([
    ['view', 5],
    ['q', ['a']],
    ['after', {}],
    ['sort', 5],
    ['sort', [5]],
    ['count', 'yes'],
    ['bin', 'yes'],
  ])('with a wrong %s (%j) is refused, not answered as if it were not there', async (name, value) => {
    const refused = await staff(`${at}/query`, { body: { [name]: value } });
    expect(refused).toMatchObject({ status: 422, codes: ['query-part'] });
    expect(refused.body['problems']).toMatchObject([{ path: `/${name}` }]);
  });
  it('may say null, 1 and 0', async () => {
    const page = await staff(`${at}/query`, { body: { view: null, q: null, after: null, sort: null, limit: null, count: 1, bin: 0 } });
    expect(page).toMatchObject({ status: 200, body: { count: expect.any(Number) } });
    expect(JSON.stringify((await manager(`${at}/query`, { body: { bin: 1, count: true } })).body)).not.toContain('云峪谷茶业');
  });
});

describe('addresses and methods', () => {
  it('that are none answer 404 and 405', async () => {
    for (const path of [
      '/api/v1/nowhere',
      '/api/v2/tables',
      '/api/v1/tables/customer/nothing',
      '/api/v1/tables/..%2f..%2fetc',
      '/api/v1/tables/__proto__',
      '/api/v1/tables/constructor',
    ])
      expect((await staff(path)).status, path).toBe(404);
    const wrong = await staff(`${at}/${id}`, { method: 'PUT' });
    expect(wrong).toMatchObject({ status: 405, codes: ['method-not-allowed'] });
    expect(wrong.text).toMatch(/PUT.*PATCH/);
    expect(wrong.headers.get('allow')).toContain('PATCH');
    expect(await nobody(`${at}/${id}`, { method: 'PUT' })).toMatchObject({ status: 401 });
  });
});
