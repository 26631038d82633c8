import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Client } from '#support/api.ts';
import { addTable, addTestPeople, template, tokenOf } from '#support/firm.ts';
import { startTestServer, type TestServer } from '#support/server.ts';

const base = template('customer');
const at = '/api/v1/tables/customer/records';
const good = { name: '云峪谷茶业', phone: '13800000001' };

let server: TestServer;
let staff: Client;
let manager: Client;

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, base);
  });
  staff = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'staff1')}` });
  manager = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'manager')}` });
}, 240_000);
afterAll(() => server?.stop());

const long = 'x'.repeat(1_000_000);
const values: readonly [string, Record<string, unknown>, string][] = [
  ['a number for text', { name: 12 }, 'not-text'],
  ['a list for text', { name: ['甲公司'] }, 'not-text'],
  ['an object for text', { name: { toString: 'x' } }, 'not-text'],
  ['yes for a list', { tags: true }, 'not-a-list'],
  ['numbers in a list', { tags: [1, 2] }, 'unknown-option'],
  ['an option that is none', { source: '展会' }, 'unknown-option'],
  ['an option of everybody’s prototype', { source: 'constructor' }, 'unknown-option'],
  ['a day that does not exist', { last_follow_up: '2026-02-30' }, 'date'],
  ['another spelling of a day', { last_follow_up: '2026/2/3' }, 'date'],
  ['a name of a megabyte', { name: long }, 'too-long'],
  ['long text of a megabyte', { needs: long }, 'too-long'],
  ['NUL', { name: '甲\u0000公司' }, 'control-character'],
  ['a bell', { name: '甲\u0007公司' }, 'control-character'],
  ['a line break in one line', { name: '甲公司\n乙' }, 'control-character'],
  ['a C1 control', { needs: 'a\u0085b' }, 'control-character'],
  ['half a phone', { phone: '12' }, 'phone'],
  ['a mail address without a place', { email: 'a@' }, 'email'],
  ['a person that is nobody', { owner: 'nobody' }, 'person-unknown'],
  ['a text for a hidden amount', { amount: '很多' }, 'not-a-number'],
  ['a number for a hidden text', { source_other: 12 }, 'not-text'],
  ['a megabyte in a hidden field', { source_other: long }, 'too-long'],
  ['NUL in a hidden field', { source_other: 'a\u0000' }, 'control-character'],
  ['null for what is required', { name: null }, 'required'],
  ['blanks for what is required', { name: '   ' }, 'required'],
];

describe('values', () => {
  it.each(values)('%s', async (_name, value, code) => {
    const made = await staff(at, { body: { ...good, ...value } });
    expect([made.status, made.codes, made.body['problems']]).toMatchObject([422, [code], [{ path: `/${Object.keys(value)[0] ?? ''}` }]]);
  });

  it('a lone surrogate, with its position', async () => {
    const made = await staff(at, { raw: `{"name":"甲公\\ud800司","phone":"13800000001"}` });
    expect(made).toMatchObject({ status: 422 });
    expect(made.text).toMatch(/3/);
  });

  it('unusual text that is fine comes back as it was', async () => {
    const name = `O'Brien "茶" 100%_\\ 😀👩‍👩‍👧 <b>;--`;
    const made = await staff(at, { body: { ...good, name } });
    expect(made).toMatchObject({ status: 201, body: { values: { name } } });
    expect((await staff(`${at}?q=${encodeURIComponent('brien"茶"100%')}`)).text).toContain('13800000001');
  });

  it('all problems at once', async () => {
    const made = await staff(at, { body: { name: 1, phone: 2, tags: 3, what: 4, source: 5 } });
    expect(made.codes).toHaveLength(5);
  });
});

describe('keys', () => {
  it.each([
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'f_name',
    'id',
    '$created',
    '客户名称',
    '',
    ' name',
    'NAME',
    'name; drop table',
  ])('%j is no field', async (key) => {
    const made = await staff(at, { raw: `{"name":"云峪谷茶业","phone":"13800000001",${JSON.stringify(key)}:{"polluted":true}}` });
    expect(made).toMatchObject({ status: 422, codes: ['unknown-field'] });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
  it('twice in one object are refused by name', async () => {
    for (const raw of ['{"name":"a","name":"b"}', '{"name":"a","n\\u0061me":"b"}', '{"name":"a","x":{"y":1,"y":2}}'])
      expect(await staff(at, { raw })).toMatchObject({ status: 400, codes: ['json-key-twice'] });
  });
});

describe('bodies', () => {
  it.each([
    '',
    '{',
    'null',
    '[]',
    '"text"',
    '1',
    '{"name":}',
    '{"name":"a"}x',
    "{'name':'a'}",
    '{"name":NaN}',
    '{"name":"\u0001"}',
    '\ufeff{"name":"a"}x',
  ])('%j is no JSON object', async (raw) => {
    expect((await staff(at, { raw })).status).toBe(400);
  });
  it('in another character set, of another type, too large, too deep', async () => {
    expect(await staff(at, { raw: new Uint8Array([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]) })).toMatchObject({
      status: 400,
      codes: ['not-utf8'],
    });
    expect(await staff(at, { raw: '{}', headers: { 'content-type': 'text/plain' } })).toMatchObject({ status: 415 });
    expect(await staff(at, { raw: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } })).toMatchObject({
      status: 415,
    });
    expect(await staff(at, { raw: `{"name":"${'x'.repeat(9 * 1024 * 1024)}"}` })).toMatchObject({ status: 413, codes: ['body-too-large'] });
    const deep = `{"name":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    expect(await staff(at, { raw: deep })).toMatchObject({ status: 400, codes: ['json-too-deep'] });
  });
});

const leaf = { field: 'name', op: 'contains', value: 'x' };
const nest = (depth: number): unknown => (depth === 0 ? leaf : { not: nest(depth - 1) });
const conditions: readonly [string, unknown, string?][] = [
  ['10,000 leaves', { any: Array.from({ length: 10_000 }, () => leaf) }],
  ['201 leaves', { any: Array.from({ length: 201 }, () => leaf) }],
  ['depth 6', nest(6)],
  ['depth 90', nest(90)],
  ['an unknown field', { field: 'salary', op: 'is', value: 1 }],
  ['a prototype’s field', { field: '__proto__', op: 'is', value: 1 }],
  ['a column’s name', { field: 'f_name', op: 'is', value: 'x' }],
  ['an unknown operator', { field: 'name', op: 'or 1=1', value: 'x' }],
  ['an operator of another type', { field: 'name', op: 'before', value: '2026-01-01' }],
  ['a value of another type', { field: 'name', op: 'is', value: { a: 1 } }],
  ['a list for a text', { field: 'name', op: 'contains', value: ['x'] }],
  ['two shapes at once', { all: [leaf], any: [leaf] }],
  ['an empty object', {}],
  ['a text', 'name = 1'],
  ['null in a list', { all: [null] }],
];

describe('conditions', () => {
  it.each(conditions)('of %s are refused', async (_name, filter) => {
    expect((await staff(`${at}/query`, { body: { filter } })).status).toBe(422);
    const address = encodeURIComponent(JSON.stringify(filter));
    if (address.length < 8_000) expect((await staff(`${at}?filter=${address}`)).status).toBe(422);
  });
  it('of 200 leaves and depth 5 are answered', async () => {
    expect((await staff(`${at}/query`, { body: { filter: { any: Array.from({ length: 200 }, () => leaf) } } })).status).toBe(200);
    expect((await staff(`${at}/query`, { body: { filter: nest(4) } })).status).toBe(200);
  });
  it('that quote are values, not SQL', async () => {
    for (const value of [`' or 1=1 --`, `%`, `_`, `\\`, `";`, `x') union select`, '\u0000', '{:name}', ':p0', '?'])
      for (const op of ['is', 'contains', 'starts']) {
        const answer = await manager(`${at}/query`, { body: { filter: { field: 'contact', op, value } } });
        expect(answer.status === 200 ? answer.body['records'] : [], `${op} ${value}`).toEqual([]);
        expect(answer.status).toBeLessThan(500);
      }
  });
});

describe('addresses', () => {
  it.each([
    '?limit=0',
    '?limit=501',
    '?limit=1e9',
    '?limit=-1',
    '?limit=1.5',
    '?limit=',
    '?limit=abc',
    '?sort=salary',
    '?sort=name;drop',
    '?sort=name,phone,email,source',
    '?sort=--name',
    '?after=abc',
    '?after=%00',
    '?after=eyJpZCI6MX0',
    '?view=nowhere',
    '?filter={',
    '?filter=[]',
  ])('%s is refused', async (query) => {
    expect((await staff(at + query)).status).toBe(422);
  });
  it.each(['?by=', '?by=salary', '?by=tags', '?by=source,status,type,size', '?by=source&measure=sum', '?by=__proto__'])(
    'groups%s is refused',
    async (query) => {
      expect((await staff(`/api/v1/tables/customer/groups${query}`)).status).toBe(422);
    },
  );
  it('a filter of more than 8 KB goes to POST', async () => {
    const filter = encodeURIComponent(JSON.stringify({ field: 'name', op: 'is', value: 'x'.repeat(9_000) }));
    expect(await staff(`${at}?filter=${filter}`)).toMatchObject({ status: 422, codes: ['filter-too-long'] });
  });
  it('search words of any kind are answered', async () => {
    for (const q of [
      '"',
      '*',
      'NEAR(',
      'a" OR "b',
      '%',
      '_',
      '\u0000',
      '|',
      '(',
      'x'.repeat(5_000),
      '公',
      '😀',
      ' ',
      '\ud800'.toWellFormed(),
    ])
      expect((await staff(`${at}?q=${encodeURIComponent(q)}`)).status, q.slice(0, 20)).toBe(200);
  });
});

describe('patterns', () => {
  const withPattern = (pattern: string) => ({
    ...base,
    key: 'patterned',
    record: {
      ...base.record,
      properties: { ...base.record.properties, contact: { title: '联系人', type: 'string', 'x-type': 'text', pattern } },
    },
  });
  it('that explode are refused in a definition', async () => {
    for (const pattern of ['^(a+)+$', '(?=a)b', '(', '(a)\\1'])
      expect((await manager('/api/v1/tables', { body: withPattern(pattern) })).status, pattern).toBe(422);
  });
  it('that are taken are answered for any text', async () => {
    expect((await manager('/api/v1/tables', { body: withPattern('^[a-z]*[a-z]*[a-z]*x$') })).status).toBe(201);
    const made = await manager('/api/v1/tables/patterned/records', { body: { ...good, contact: `${'a'.repeat(200)}!` } });
    expect(made).toMatchObject({ status: 422, codes: ['pattern'] });
    expect((await manager('/api/v1/tables/patterned/records', { body: { ...good, contact: 'aax' } })).status).toBe(201);
  });
});
