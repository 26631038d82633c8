import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, idsOf, type Client } from '#support/api.ts';
import { addTable, addTestPeople, template, tokenOf } from '#support/firm.ts';
import { startTestServer, type TestServer } from '#support/server.ts';

const at = '/api/v1/tables/customer/records';
const body = { name: '云峪谷茶业', phone: '13800000001' };
let server: TestServer;
let staff1: Client;
let staff2: Client;

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, template('customer'));
  });
  staff1 = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'staff1')}` });
  staff2 = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'staff2')}` });
}, 240_000);
afterAll(() => server?.stop());

const make = (client: Client, key: string, content: unknown = body) => client(at, { body: content, headers: { 'idempotency-key': key } });

describe('Idempotency-Key', () => {
  it('answers the same row again, as it was made', async () => {
    const first = await make(staff1, 'one');
    await staff1(`${at}/${String(first.body['id'])}`, { method: 'PATCH', body: { needs: '后来改的' }, headers: { 'if-match': '*' } });
    const again = await make(staff1, 'one');
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([201, first.body, '"1"']);
  });
  it('with another body is 422', async () => {
    await make(staff1, 'two');
    expect(await make(staff1, 'two', { ...body, name: '另一家公司' })).toMatchObject({ status: 422, codes: ['key-other-body'] });
  });
  it('is each person’s own', async () => {
    const mine = await make(staff1, 'three');
    const theirs = await make(staff2, 'three');
    expect(theirs.status).toBe(201);
    expect(theirs.body['id']).not.toBe(mine.body['id']);
  });
  it('of twins at once makes one row', async () => {
    const twins = await Promise.all(Array.from({ length: 12 }, () => make(staff1, 'four', { ...body, name: '双胞胎公司' })));
    expect(twins.map(({ status }) => status)).toEqual(Array.from({ length: 12 }, () => 201));
    expect(new Set(twins.map((twin) => twin.body['id'])).size).toBe(1);
    expect(idsOf(await staff1(`${at}?q=双胞胎`))).toHaveLength(1);
  });
  it('keeps no refusal: the mended request is carried out', async () => {
    expect((await make(staff1, 'five', { name: '只有名字' })).status).toBe(422);
    expect((await make(staff1, 'five')).status).toBe(201);
  });
});

describe('200 creates at once on a real database', () => {
  it('get dense numbers', async () => {
    const before = await staff1(at, { body });
    const made = await Promise.all(Array.from({ length: 200 }, (_, n) => staff2(at, { body: { ...body, name: `并发客户${n}` } })));
    const numbers = made.map((answer) => String((answer.body['values'] as Record<string, unknown> | undefined)?.['customer_no']));
    const first = String((before.body['values'] as Record<string, unknown> | undefined)?.['customer_no']);
    const tails = numbers.filter((number) => number.startsWith(first.slice(0, 9))).map((number) => Number(number.slice(9)));
    expect(new Set(numbers).size).toBe(200);
    const start = Number(first.slice(9));
    if (tails.length === 200) expect(tails.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, n) => start + 1 + n));
  });
});
