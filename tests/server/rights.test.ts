import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, idsOf, type Answer, type Client } from '#support/api.ts';
import { addTable, addTestPeople, callerFor, cookieOf, sound, template, tokenOf } from '#support/firm.ts';
import { startTestServer, type TestServer } from '#support/server.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { openTable } from '#usecases/table/open-table.ts';
import type { World } from '#usecases/ports/world.ts';

const customer = template('customer');
const teamOnly = sound({ ...customer, key: 'team_customer', access: { owner: 'owner', manager: 'team' } });
const closed = sound({
  ...customer,
  key: 'closed',
  title: '保密表',
  access: { ...customer.access, roles: { staff: { read: 'none', create: false, update: 'none', delete: 'none', export: 'none' } } },
});
const readOnly = sound({
  ...customer,
  key: 'notice',
  title: '公告',
  access: { ...customer.access, roles: { staff: { read: 'all', create: false, update: 'own' } } },
});

const loose = sound({
  ...customer,
  key: 'loose',
  title: '导出放宽',
  access: { owner: 'owner', roles: { staff: { read: 'own', export: 'all' } } },
});

/** Whose row it is is its name; the secret stands in a field that nobody searches by chance. */
const rows = [
  ['staff1', '林晓的客户', '绝密甲'],
  ['staff2', '陈一鸣的客户', '绝密乙'],
  ['manager', '周明远的客户', '绝密丙'],
] as const;

let server: TestServer;
const ids = new Map<string, string>();
const clients = new Map<string, Client>();

const as = (person: string): Client => {
  const client = clients.get(person);
  if (!client) throw new Error(`no client for ${person}`);
  return client;
};

const seedRows = async (world: World, key: string): Promise<void> => {
  const access = openTable(world, callerFor(world, 'admin'), key);
  if (!access) throw new Error(`no table ${key}`);
  for (const [owner, name, needs] of rows) {
    const made = await createRecord(world, access, {
      raw: { name, needs, phone: '13800000001', owner, source: owner === 'staff2' ? 'expo' : 'cold' },
    });
    if (!made.ok) throw new Error(JSON.stringify(made));
    ids.set(`${key}/${owner}`, made.value.id);
  }
};

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    for (const definition of [customer, teamOnly, closed, readOnly, loose]) {
      await addTable(world, definition);
      await seedRows(world, definition.key);
    }
  });
  for (const person of ['staff1', 'staff2', 'manager', 'admin', 'left'])
    clients.set(person, clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, person)}` }));
  clients.set('nobody', clientOf(server.url, {}));
}, 240_000);
afterAll(() => server?.stop());

const id = (key: string, owner: string): string => ids.get(`${key}/${owner}`) ?? '';
const filterOf = (condition: unknown): string => encodeURIComponent(JSON.stringify(condition));
const counts = (answer: Answer): number =>
  (Array.isArray(answer.body['groups']) ? answer.body['groups'] : []).reduce(
    (sum: number, group: { value: number }) => sum + group.value,
    0,
  );

const reach = [
  ['staff1', 'customer', ['staff1']],
  ['staff2', 'customer', ['staff2']],
  ['manager', 'customer', ['staff1', 'staff2', 'manager']],
  ['manager', 'team_customer', ['staff1', 'manager']],
  ['staff2', 'team_customer', ['staff2']],
  ['admin', 'team_customer', ['staff1', 'staff2', 'manager']],
  ['staff1', 'notice', ['staff1', 'staff2', 'manager']],
] as const;

describe.each(reach)('%s in %s sees the rows of %s at every door', (person, key, owners) => {
  const at = `/api/v1/tables/${key}`;
  const seen = () => owners.map((owner) => id(key, owner)).sort();
  const unseen = () => rows.map(([owner]) => owner).filter((owner) => !owners.some((other) => other === owner));

  it('list, count, cursor pages and the query by POST', async () => {
    const list = await as(person)(`${at}/records?count=1`);
    expect([...idsOf(list)].sort()).toEqual(seen());
    expect(list.body['count']).toBe(owners.length);
    const query = await as(person)(`${at}/records/query`, { body: { count: true, sort: ['name'] } });
    expect([...idsOf(query)].sort()).toEqual(seen());
    expect(query.body['count']).toBe(owners.length);
    const paged: string[] = [];
    for (let next: unknown = ''; next !== null;) {
      const page = await as(person)(`${at}/records?limit=1&sort=-name${next === '' ? '' : `&after=${encodeURIComponent(String(next))}`}`);
      paged.push(...idsOf(page));
      next = page.body['next'];
    }
    expect(paged.sort()).toEqual(seen());
  });

  it('detail: what one may not see is not there', async () => {
    for (const owner of owners) expect((await as(person)(`${at}/records/${id(key, owner)}`)).status).toBe(200);
    for (const owner of unseen()) {
      const hidden = await as(person)(`${at}/records/${id(key, owner)}`);
      const missing = await as(person)(`${at}/records/nosuchrecord000`);
      expect({ status: hidden.status, body: hidden.body }).toEqual({ status: 404, body: missing.body });
    }
  });

  it('search, filters and sorts that probe, views', async () => {
    for (const [owner, name, needs] of rows) {
      const expected = owners.some((one) => one === owner) ? [id(key, owner)] : [];
      for (const q of [name, needs]) expect(idsOf(await as(person)(`${at}/records?q=${encodeURIComponent(q)}`))).toEqual(expected);
      const probe = filterOf({ field: 'needs', op: 'contains', value: needs });
      const probed = await as(person)(`${at}/records?count=1&filter=${probe}`);
      expect([idsOf(probed), probed.body['count']]).toEqual([expected, expected.length]);
      const owned = filterOf({ field: 'owner', op: 'is', value: owner });
      expect(idsOf(await as(person)(`${at}/records?filter=${owned}`))).toEqual(expected);
      const around = filterOf({ any: [{ field: 'needs', op: 'contains', value: needs }, { not: { field: 'name', op: 'filled' } }] });
      expect(idsOf(await as(person)(`${at}/records?filter=${around}`))).toEqual(expected);
    }
    for (const view of customer.views) {
      const page = await as(person)(`${at}/records?view=${view.key}`);
      expect(seen()).toEqual(expect.arrayContaining([...idsOf(page)]));
    }
  });

  it('groups count what one sees', async () => {
    expect(counts(await as(person)(`${at}/groups?by=source,status`))).toBe(owners.length);
    const expo = await as(person)(`${at}/groups?by=owner&filter=${filterOf({ field: 'source', op: 'is', value: 'expo' })}`);
    expect(counts(expo)).toBe(owners.some((owner) => owner === 'staff2') ? 1 : 0);
  });

  it('bin and restore', async () => {
    const bin = await as(person)(`${at}/records?bin=1`);
    expect(idsOf(bin)).toEqual([]);
    for (const owner of unseen())
      expect((await as(person)(`${at}/records/${id(key, owner)}/restore`, { method: 'POST' })).status).toBe(404);
  });
});

describe('writes', () => {
  const at = '/api/v1/tables/customer/records';
  it('of what one may not see are 404 whatever else is wrong with them', async () => {
    for (const method of ['PATCH', 'DELETE'])
      for (const headers of [{}, { 'if-match': '"1"' }, { 'if-match': '*' }] as Record<string, string>[])
        expect((await as('staff1')(`${at}/${id('customer', 'staff2')}`, { method, body: { nonsense: 1 }, headers })).status).toBe(404);
    const untouched = await as('admin')(`${at}/${id('customer', 'staff2')}`);
    expect(untouched.body).toMatchObject({ version: 1 });
  });
  it('of staff: not into the bin, not to what one only reads', async () => {
    const mine = `${at}/${id('customer', 'staff1')}`;
    expect(await as('staff1')(mine, { method: 'DELETE', headers: { 'if-match': '*' } })).toMatchObject({
      status: 403,
      codes: ['no-right-delete'],
    });
    const others = `/api/v1/tables/notice/records/${id('notice', 'staff2')}`;
    expect(await as('staff1')(others, { method: 'PATCH', body: { name: '改掉' }, headers: { 'if-match': '*' } })).toMatchObject({
      status: 403,
      codes: ['no-right-update'],
    });
    expect(await as('staff1')('/api/v1/tables/notice/records', { body: { name: '新的公告' } })).toMatchObject({
      status: 403,
      codes: ['no-right-create'],
    });
  });
  it('may give a row away, after which it is not there', async () => {
    const made = await as('staff1')(at, { body: { name: '转让客户', phone: '13800000009' } });
    const mine = `${at}/${String(made.body['id'])}`;
    const given = await as('staff1')(mine, { method: 'PATCH', body: { owner: 'staff2' }, headers: { 'if-match': '"1"' } });
    expect(given.status).toBe(200);
    expect((await as('staff1')(mine)).status).toBe(404);
    expect((await as('staff2')(mine)).status).toBe(200);
  });
  it('take no id, owner column or person that is nobody', async () => {
    for (const raw of [{ id: 'x' }, { created_by: 'admin' }, { version: 9 }, { customer_no: 'C1' }, { owner: 'nobody-at-all' }])
      expect((await as('staff1')(at, { body: { name: '张三公司', phone: '13800000001', ...raw } })).status, JSON.stringify(raw)).toBe(422);
  });
});

describe('exports', () => {
  it('hold the rows one sees, whatever the right to export says', async () => {
    const exportOf = async (person: string, key: string) => {
      const answer = await fetch(`${server.url}/api/v1/tables/${key}/export.csv`, {
        headers: { authorization: `Bearer ${await tokenOf(server.world, person)}` },
      });
      return answer.status === 200 ? answer.text() : String(answer.status);
    };
    const secrets = (text: string) => rows.map(([, , needs]) => needs).filter((needs) => text.includes(needs));
    expect(secrets(await exportOf('staff1', 'customer'))).toEqual(['绝密甲']);
    expect(secrets(await exportOf('manager', 'team_customer'))).toEqual(['绝密甲', '绝密丙']);
    expect(secrets(await exportOf('staff1', 'loose'))).toEqual(['绝密甲']);
    expect(secrets(await exportOf('admin', 'customer'))).toHaveLength(3);
    expect(await exportOf('staff1', 'closed')).toBe('404');
    expect(await exportOf('left', 'customer')).toBe('401');
  });
});

describe('tables', () => {
  const every = [
    '',
    '/schema.json',
    '/records',
    '/groups?by=source',
    '/revisions',
    '/revisions/1',
    '/records/nosuchrecord000',
    '/export.csv',
    '/export.xlsx',
  ];
  it('that no right opens are not there, in no list and in no description', async () => {
    for (const path of every) {
      const closedAnswer = await as('staff1')(`/api/v1/tables/closed${path}`);
      const missing = await as('staff1')(`/api/v1/tables/never_made${path}`);
      expect([closedAnswer.status, closedAnswer.body]).toEqual([404, missing.body]);
    }
    expect((await as('staff1')('/api/v1/tables')).text).not.toContain('closed');
    expect((await as('staff1')('/api/v1/openapi.json')).text).not.toContain('closed');
    expect((await as('manager')('/api/v1/openapi.json')).text).toContain('/api/v1/tables/closed/records');
  });
  it('are made and changed by managers and administrators', async () => {
    const definition = { ...customer, key: 'mine' };
    expect(await as('staff1')('/api/v1/tables', { body: definition })).toMatchObject({ status: 403, codes: ['no-right-tables'] });
    for (const path of ['revisions', 'revisions/plan', 'revisions/1/publish'])
      expect(await as('staff1')(`/api/v1/tables/customer/${path}`, { body: { definition } })).toMatchObject({ status: 403 });
  });
});

describe('nobody', () => {
  const doors = [
    ['GET', '/api/v1/tables'],
    ['POST', '/api/v1/tables'],
    ['GET', '/api/v1/tables/customer'],
    ['GET', '/api/v1/tables/customer/schema.json'],
    ['GET', '/api/v1/tables/customer/records'],
    ['POST', '/api/v1/tables/customer/records'],
    ['POST', '/api/v1/tables/customer/records/query'],
    ['GET', '/api/v1/tables/customer/records/x'],
    ['PATCH', '/api/v1/tables/customer/records/x'],
    ['DELETE', '/api/v1/tables/customer/records/x'],
    ['POST', '/api/v1/tables/customer/records/x/restore'],
    ['GET', '/api/v1/tables/customer/groups'],
    ['GET', '/api/v1/tables/customer/revisions'],
    ['POST', '/api/v1/tables/customer/revisions'],
    ['POST', '/api/v1/tables/customer/revisions/plan'],
    ['POST', '/api/v1/tables/customer/revisions/1/publish'],
    ['GET', '/api/v1/events'],
    ['GET', '/api/v1/openapi.json'],
    ['GET', '/api/v1/tokens'],
    ['POST', '/api/v1/tokens'],
    ['DELETE', '/api/v1/tokens/x'],
    ['GET', '/api/v1/sessions'],
    ['DELETE', '/api/v1/sessions'],
    ['GET', '/api/v1/nowhere'],
    ['POST', '/api/nowhere'],
  ] as const;
  it.each(doors)('%s %s is 401, also for a wrong token and for who has left', async (method, path) => {
    for (const person of ['nobody', 'left'])
      expect(await as(person)(path, { method })).toMatchObject({ status: 401, codes: ['sign-in-needed'] });
    for (const authorization of ['Bearer b_wrong', 'Bearer', 'Basic YTpi', 'Bearer a b', `bearer ${'x'.repeat(5000)}`])
      expect(await clientOf(server.url, { authorization })(path, { method })).toMatchObject({ status: 401 });
  });
  it('is who brings a token beside a cookie: the token decides alone', async () => {
    const cookie = await cookieOf(server.world, 'admin');
    expect((await clientOf(server.url, { cookie, authorization: 'Bearer b_wrong' })('/api/v1/tables')).status).toBe(401);
    expect((await clientOf(server.url, { cookie })('/api/v1/tables')).status).toBe(200);
  });
});
