import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messages as chinese } from '#messages/zh-CN/messages.ts';
import { clientOf, type Answer, type Client } from '#support/api.ts';
import { addTable, addTestPeople, template, tokenOf } from '#support/firm.ts';
import { startTestServer, type TestServer } from '#support/server.ts';

interface Route {
  readonly method: string;
  /** With `[name]` where a part of the address differs. */
  readonly path: string;
}

const root = new URL('../../src/routes/', import.meta.url);

/** Every handler there is, found in the sources, so that a new one is tried too. */
const routes: readonly Route[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('+server.ts') && file.startsWith('api/v1/'))
  .flatMap((file) =>
    [...readFileSync(new URL(file, root), 'utf8').matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)].map((match) => ({
      method: match[1] ?? '',
      path: `/${file.replace('/+server.ts', '')}`,
    })),
  )
  .sort((one, other) => (one.path + one.method < other.path + other.method ? -1 : 1));

/** What staff may call on a table they work in; all else under it is refused. */
const ofStaff = new Set([
  'GET /api/v1/tables/[table]',
  'GET /api/v1/tables/[table]/schema.json',
  'GET /api/v1/tables/[table]/records',
  'POST /api/v1/tables/[table]/records',
  'POST /api/v1/tables/[table]/records/query',
  'GET /api/v1/tables/[table]/records/[id]',
  'PATCH /api/v1/tables/[table]/records/[id]',
  'DELETE /api/v1/tables/[table]/records/[id]',
  'POST /api/v1/tables/[table]/records/[id]/restore',
  'GET /api/v1/tables/[table]/groups',
  'GET /api/v1/tables/[table]/export.csv',
  'GET /api/v1/tables/[table]/export.xlsx',
  'POST /api/v1/tables/[table]/count',
  'POST /api/v1/tables/[table]/reminders/preview',
  'POST /api/v1/tables/[table]/feedback',
  'GET /api/v1/tables/[table]/revisions',
  'GET /api/v1/tables/[table]/revisions/[number]',
  'POST /api/v1/tables/[table]/usage',
]);

const tableRoutes = routes.filter(({ path }) => path.startsWith('/api/v1/tables/[table]'));
const writing = routes.filter(({ method, path }) => method !== 'GET' && !path.includes('/sessions') && path !== '/api/v1/events');

const values: Readonly<Record<string, string>> = {
  table: 'customer',
  number: '1',
  key: 'none',
  id: 'none',
  draft: 'none',
  review: 'none',
  upload: 'none',
  feedback: 'none',
};
const address = (path: string, parts: Readonly<Record<string, string>> = {}): string =>
  path.replace(/\[(\w+)\]/g, (_, name: string) => encodeURIComponent(parts[name] ?? values[name] ?? 'none'));

const deep = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const inAll = (value: string): string =>
  `{${['definition', 'document', 'base', 'title', 'note', 'choices', 'field', 'from', 'to', 'where', 'people', 'teams', 'until', 'words', 'filter', 'number', 'mappings', 'name', 'key', 'options', 'reason', 'decision', 'edit', 'answer', 'version'].map((name) => `"${name}":${value}`).join(',')}}`;

/** Bodies no caller ought to send. */
const bodies: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {
  nothing: '',
  'no JSON': '{"a":',
  text: '"a"',
  'a number': '5',
  null: 'null',
  'a list': '[]',
  'an empty object': '{}',
  'bytes that are no text': new Uint8Array([0xff, 0xfe, 0x00, 0x80]),
  'NUL everywhere': inAll('"a\\u0000b"'),
  'half a character everywhere': inAll('"\\ud800"'),
  'null everywhere': inAll('null'),
  'numbers everywhere': inAll('1e999'),
  'negative numbers everywhere': inAll('-1'),
  'lists everywhere': inAll('[1,null,{}]'),
  'objects everywhere': inAll('{}'),
  'prototypes everywhere': inAll('{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}},"toString":1}'),
  'names of the prototype everywhere': inAll('"__proto__"'),
  'a constructor everywhere': inAll('"constructor"'),
  'a deep object': deep(20_000),
  'a deep object everywhere': inAll(deep(3_000)),
  'a prototype as document':
    '{"definition":{"biaoli":1,"key":"customer","title":"x","record":{"type":"object","properties":{"__proto__":{"title":"a","type":"string","x-type":"text"},"constructor":{"title":"a","type":"string","x-type":"text"}}}},"document":{"key":"customer","title":"x","record":{"properties":{"__proto__":{}}},"access":{},"layout":[],"views":[],"reminders":[]},"note":"x"}',
};

let server: TestServer;
let staff: Client;
let manager: Client;
let nobody: Client;

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, template('customer'));
  });
  const as = async (person: string): Promise<Client> =>
    clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, person)}` });
  [staff, manager] = [await as('staff1'), await as('manager')];
  nobody = clientOf(server.url, {});
}, 240_000);
afterAll(() => server?.stop());

const known = { ...chinese.problem, ...chinese.change, ...chinese.transfer };
/** Refused with words, or done; never an error of ours. */
const faultOf = (name: string, { status, codes, text }: Answer): readonly string[] => {
  if (status >= 500) return [`${name}: ${status} ${text.slice(0, 200)}`];
  return codes.filter((code) => !Object.hasOwn(known, code)).map((code) => `${name}: no words for ${code}`);
};

const ask = (client: Client, { method, path }: Route, raw?: string | Uint8Array<ArrayBuffer>): Promise<Answer> =>
  client(path, { method, ...(method === 'GET' ? {} : { raw: raw ?? '{}' }) });

it('there are routes', () => expect(routes.length).toBeGreaterThan(60));

describe('without rights', () => {
  it.each(routes.filter(({ path }) => path !== '/api/v1/events'))('nobody: $method $path', async ({ method, path }) => {
    expect((await ask(nobody, { method, path: address(path) })).status).toBe(401);
  });

  it.each(tableRoutes)('staff: $method $path', async ({ method, path }) => {
    const { status } = await ask(staff, { method, path: address(path) });
    if (ofStaff.has(`${method} ${path}`)) expect(status).not.toBe(403);
    else expect([403, 404]).toContain(status);
  });

  it.each(writing.filter(({ method, path }) => !ofStaff.has(`${method} ${path}`) && !path.startsWith('/api/v1/tokens')))(
    'staff hear of their rights before anything of the body: $method $path',
    async ({ method, path }) => {
      for (const raw of ['{', '{"zz":1}'])
        expect([403, 404]).toContain((await ask(staff, { method, path: address(path, { key: 'industry', number: '1' }) }, raw)).status);
    },
  );

  it('staff leave no file behind', async () => {
    const form = new FormData();
    form.set('file', new File(['客户名称,联系方式\n甲,13800000000\n'], 'a.csv'));
    const authorization = `Bearer ${await tokenOf(server.world, 'staff1')}`;
    for (const path of ['/api/v1/uploads', '/api/v1/tables/from-workbook', '/api/v1/tables/customer/imports'])
      expect((await fetch(server.url + path, { method: 'POST', body: form, headers: { authorization } })).status).toBe(403);
    expect(existsSync(join(server.data, 'uploads')) ? readdirSync(join(server.data, 'uploads')) : []).toEqual([]);
  });

  it('staff hear nothing of a revision before it is live, nor of fields that are kept from them since', async () => {
    const { body } = await manager('/api/v1/tables/customer');
    const document = JSON.parse(JSON.stringify(body)) as { record: { properties: Record<string, Record<string, unknown>> } }; // our own answer
    document.record.properties['plan_b'] = { title: '裁员名单', type: 'string', 'x-type': 'text' };
    document.record.properties['feedback'] = { ...document.record.properties['feedback'], 'x-access': { read: ['manager', 'admin'] } };
    const at = '/api/v1/tables/customer/revisions';
    expect(await manager(at, { body: { definition: document, note: '先别说' } })).toMatchObject({ status: 201, body: { number: 2 } });
    expect((await staff(at)).text).not.toMatch(/先别说|draft/);
    expect(await staff(`${at}/2`)).toMatchObject({ status: 404 });
    expect((await staff(`${at}/1`)).text).toMatch(/"feedback"/);
    expect(await manager(`${at}/2/publish`, { body: { note: '增加字段' } })).toMatchObject({ status: 200 });
    expect((await staff(`${at}/2`)).text).toMatch(/裁员名单/);
    expect((await staff(`${at}/1`)).text).not.toMatch(/"feedback"/);
    expect((await manager(`${at}/1`)).text).toMatch(/"feedback"/);
  });
});

describe('what is not there', () => {
  it.each(tableRoutes)('$method $path', async ({ method, path }) => {
    for (const table of ['nowhere', '__proto__', 'constructor', "a'b", '%00', 'x'.repeat(3000)]) {
      const answer = await ask(manager, { method, path: address(path, { table }) });
      expect([path, table, answer.status]).toEqual([path, table, 404]);
    }
    for (const id of ['__proto__', 'constructor', "a'b", '0', '-1', '1e3', '99999999999999999999', 'x'.repeat(3000)]) {
      const parts = { number: id, id, draft: id, review: id, feedback: id };
      if (address(path, parts) === address(path)) continue;
      const answer = await ask(manager, { method, path: address(path, parts) });
      expect([path, id, answer.status]).toEqual([path, id, expect.toSatisfy((status: number) => status >= 400 && status < 500)]);
    }
  });
});

describe('bodies nobody ought to send', () => {
  it.each(Object.keys(bodies))('%s', async (name) => {
    const faults: string[] = [];
    for (const route of writing) {
      const answer = await ask(manager, { ...route, path: address(route.path) }, bodies[name]);
      faults.push(...faultOf(`${route.method} ${route.path}`, answer));
    }
    expect(faults).toEqual([]);
    expect(await manager('/api/v1/tables/customer')).toMatchObject({ status: 200 });
  });

  it('ten megabytes', async () => {
    const faults: string[] = [];
    for (const route of writing.filter(({ path }) => /draft|revision|replace|count|option-sets|tables$/.test(path))) {
      const answer = await ask(manager, { ...route, path: address(route.path) }, inAll(`"${'长'.repeat(130_000)}"`));
      faults.push(...faultOf(`${route.method} ${route.path}`, answer));
    }
    expect(faults).toEqual([]);
  });
});
