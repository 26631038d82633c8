import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientOf, type Client } from '#support/api.ts';
import { addTable, addTestPeople, callerFor, cookieOf, tokenOf } from '#support/firm.ts';
import { valueOf } from '#support/import-desk.ts';
import { dealTable, secrets } from '#support/secret-table.ts';
import { startTestServer, type TestServer } from '#support/server.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { openTable } from '#usecases/table/open-table.ts';

let server: TestServer;
let staff: Client;
let manager: Client;
let id = '';
const table = '/api/v1/tables/deal';

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, dealTable());
    const access = openTable(world, callerFor(world, 'manager'), 'deal');
    if (!access) throw new Error('no table');
    const raw = { name: '云峪谷', person: 'staff1', margin: 1, remark: '暗号 xinghe', cause: 'other', cause_other: '暗号二' };
    id = valueOf(await createRecord(world, access, { raw })).id;
    valueOf(await updateRecord(world, access, { id, version: 'any', raw: { margin: 987654, name: '云峪谷茶业' } }));
  });
  staff = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'staff1')}` });
  manager = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'manager')}` });
}, 240_000);
afterAll(() => server?.stop());

const reads = (): readonly string[] => [
  table,
  `${table}/schema.json`,
  `${table}/schema.json?for=record`,
  `${table}/revisions`,
  `${table}/revisions/1`,
  `${table}/records`,
  `${table}/records?view=rich&count=1`,
  `${table}/records?q=${encodeURIComponent('云峪')}`,
  `${table}/records/${id}`,
  `${table}/groups?by=stage`,
  `${table}/export.csv`,
  `${table}/export.csv?view=rich`,
  '/api/v1/openapi.json',
  '/t/deal/check.js',
];

it('no address shows staff what is kept from them; managers see it', async () => {
  for (const path of reads()) {
    const answer = await staff(path);
    expect([path, answer.status]).toEqual([path, 200]);
    for (const secret of secrets) expect(answer.text, path).not.toContain(secret);
  }
  for (const path of [table, `${table}/records`, `${table}/export.csv`, '/api/v1/openapi.json'])
    expect((await manager(path)).text, path).toMatch(/毛利|987654/);
});

it('no page of theirs holds it', async () => {
  const cookie = await cookieOf(server.world, 'staff1');
  const pages = [
    '/t/deal',
    '/t/deal?view=rich',
    `/t/deal/${id}`,
    '/t/deal/new',
    `/t/deal/${id}/page.json`,
    '/t/deal/rows?view=rich',
    '/t/deal/bin',
  ];
  for (const path of pages) {
    const response = await fetch(server.url + path, { headers: { cookie } });
    expect([path, response.status]).toEqual([path, 200]);
    const text = await response.text();
    for (const secret of secrets) expect(text, path).not.toContain(secret);
  }
});

it('asking by it is refused as for a field that is not there, writing it too', async () => {
  const asked = [
    await staff(`${table}/records?filter=${encodeURIComponent('{"field":"margin","op":"more","value":1}')}`),
    await staff(`${table}/records?sort=-margin`),
    await staff(`${table}/groups?by=cause`),
    await staff(`${table}/records/${id}`, { method: 'PATCH', body: { margin: 7 }, headers: { 'if-match': '*' } }),
    await staff(`${table}/records`, { body: { name: '甲', remark: '暗号' } }),
  ];
  expect(asked.map(({ status, codes }) => [status, ...codes])).toEqual([
    [422, 'condition-field'],
    [422, 'bad-sort'],
    [422, 'bad-group'],
    [422, 'unknown-field'],
    [422, 'unknown-field'],
  ]);
  expect((await staff(`${table}/records?q=${encodeURIComponent('暗号')}&count=1`)).body).toMatchObject({ records: [], count: 0 });
  const seen = await staff(`${table}/records/${id}`, { method: 'PATCH', body: { stage: 'won' }, headers: { 'if-match': '*' } });
  expect([seen.status, seen.codes]).toEqual([422, ['no-right-field']]);
  const stale = await staff(`${table}/records/${id}`, { method: 'PATCH', body: { name: '乙' }, headers: { 'if-match': '"1"' } });
  expect(stale.status).toBe(412);
  for (const secret of secrets) expect(stale.text).not.toContain(secret);
});
