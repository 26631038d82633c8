import { afterAll, beforeAll, expect, it } from 'vitest';
import { clientOf, type Client } from '#support/api.ts';
import { addTestPeople, tokenOf } from '#support/firm.ts';
import { startTestServer, type TestServer } from '#support/server.ts';

let server: TestServer;
const clients = new Map<string, Client>();
const as = (id: string): Client => clients.get(id) ?? (() => Promise.reject(new Error(id)));
const sets = '/api/v1/option-sets';

beforeAll(async () => {
  server = await startTestServer(addTestPeople);
  for (const id of ['manager', 'staff1'])
    clients.set(id, clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, id)}` }));
}, 240_000);
afterAll(() => server?.stop());

it('a set is made, seen, replaced as seen, and removed', async () => {
  const made = await as('manager')(sets, { body: { key: 'grade', title: '客户等级', options: ['重点', '普通'] } });
  expect(made).toMatchObject({ status: 201, body: { key: 'grade', shipped: false, uses: [], used: [] } });
  expect(made.headers.get('location')).toBe(`${sets}/grade`);
  const seen = made.headers.get('etag') ?? '';
  const body = { title: '等级', options: made.body['options'] };
  const changed = await as('manager')(`${sets}/grade`, { method: 'PUT', body, headers: { 'if-match': seen } });
  expect(changed).toMatchObject({ status: 200, body: { title: '等级' } });
  expect(await as('manager')(`${sets}/grade`, { method: 'PUT', body, headers: { 'if-match': seen } })).toMatchObject({
    status: 422,
    codes: ['set-changed'],
  });
  expect((await as('manager')(sets)).body).toMatchObject({ sets: [{ key: 'grade' }, { key: 'industry', shipped: true }] });
  expect((await as('manager')(`${sets}/grade`, { method: 'DELETE' })).status).toBe(204);
  expect((await as('manager')(`${sets}/grade`)).status).toBe(404);
});

it('staff see none; bad bodies are refused with their places', async () => {
  for (const answer of [await as('staff1')(sets), await as('staff1')(`${sets}/industry`)]) expect(answer.status).toBe(403);
  expect(await as('staff1')(sets, { body: { title: '甲', options: ['乙'] } })).toMatchObject({ status: 403 });
  expect(await as('manager')(sets, { body: { title: '甲', options: ['乙', '乙'] } })).toMatchObject({
    status: 422,
    codes: ['option-title-twice'],
  });
  expect(await as('manager')(sets, { body: { title: '甲', options: ['乙'], strange: 1 } })).toMatchObject({
    status: 422,
    codes: ['unknown-field'],
  });
  expect(await as('manager')(`${sets}/industry`, { method: 'DELETE' })).toMatchObject({ status: 422, codes: ['set-shipped'] });
});
