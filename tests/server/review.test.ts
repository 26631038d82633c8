import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Answer, type Client } from '#support/api.ts';
import { addTable, addTestPeople, template, tokenOf } from '#support/firm.ts';
import { startTestServer, type TestServer } from '#support/server.ts';

const table = '/api/v1/tables/customer';
let server: TestServer;
let manager: Client;
let staff: Client;

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, template('customer'));
  });
  manager = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'manager')}` });
  staff = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'staff1')}` });
}, 240_000);
afterAll(() => server?.stop());

/** Asks again until the review is counted. */
const counted = async (id: string): Promise<Answer> => {
  let answer = await manager(`${table}/review/${id}`);
  while (answer.body['state'] === 'running') answer = await manager(`${table}/review/${id}`);
  return answer;
};
const begin = async (): Promise<string> => {
  const started = await manager(`${table}/review`, { method: 'POST' });
  expect(started.status).toBe(202);
  const id = String(started.body['id']);
  expect((await counted(id)).body['state']).toBe('open');
  return id;
};

describe('reviews over the API', () => {
  it('are begun, read, decided on, listed and exported by managers', async () => {
    await staff(`${table}/records`, { body: { name: '云峪谷茶业', phone: '13800000001', source: 'other', source_other: '短视频' } });
    await staff(`${table}/usage`, {
      body: { seconds: 42, errors: [{ field: 'phone', code: 'phone' }, { field: 'strange', code: 'x' }, 7] },
    });
    await staff(`${table}/feedback`, { body: { field: 'phone', words: '#unclear' } });
    const id = await begin();
    const { body } = await counted(id);
    expect(body).toMatchObject({
      report: {
        facts: { rows: 1, secondsToFill: 38, formsMeasured: 1, feedback: [{ field: 'phone', words: '#unclear', person: 'staff1' }] },
        findings: [{ id: 'feedback/phone', proposal: 'by-hand', edits: [] }],
      },
      people: { staff1: '林晓' },
    });
    const decided = await manager(`${table}/review/${id}/decisions`, {
      method: 'PUT',
      body: { decisions: { 'feedback/phone': { decision: 'later', reason: '问问大家' } } },
    });
    expect(decided).toMatchObject({
      status: 200,
      body: { decided: 1, decisions: { 'feedback/phone': { decision: 'later', by: 'manager' } } },
    });
    expect((await manager(`${table}/review`)).body['reviews']).toMatchObject([{ id, state: 'open', findings: 1, decided: 1 }]);
    const book = await manager(`${table}/review/${id}/report.xlsx`);
    expect([book.status, book.headers.get('content-type'), book.text.slice(0, 2)]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'PK',
    ]);
    expect(await manager(`${table}/review/${id}/draft`, { method: 'POST' })).toMatchObject({
      status: 422,
      codes: ['review-nothing-adopted'],
    });
    const feedback = (await manager(`${table}/feedback`)).body['feedback'];
    const [line] = Array.isArray(feedback) ? feedback : [];
    expect(line).toMatchObject({ field: 'phone', name: '林晓' });
    const settled = `${table}/feedback/${String(line?.id)}`;
    expect((await manager(settled, { method: 'PATCH', body: {} })).status).toBe(204);
    expect((await manager(settled, { method: 'PATCH', body: {} })).status).toBe(404);
  });

  it('refuse what is no decision, no day, no review, and staff', async () => {
    const id = await begin();
    const put = (body: unknown) => manager(`${table}/review/${id}/decisions`, { method: 'PUT', body });
    expect(await put({ decisions: [] })).toMatchObject({ status: 422, codes: ['decision-shape'] });
    expect(await put({ decisions: { nothing: { decision: 'adopt' } } })).toMatchObject({ status: 422, codes: ['no-such-finding'] });
    expect(await put({ next: '2026-02-30' })).toMatchObject({ status: 422, codes: ['review-next-day'] });
    expect(await put({ strange: 1 })).toMatchObject({ status: 422, codes: ['unknown-field'] });
    for (const path of ['review/nothing', 'review/nothing/report.xlsx']) expect((await manager(`${table}/${path}`)).status).toBe(404);
    expect((await manager('/api/v1/tables/nothing/review')).status).toBe(404);
    const refused = [
      await staff(`${table}/review`),
      await staff(`${table}/review`, { method: 'POST' }),
      await staff(`${table}/review/${id}`),
      await staff(`${table}/review/${id}/decisions`, { method: 'PUT', body: {} }),
      await staff(`${table}/review/${id}/draft`, { method: 'POST' }),
      await staff(`${table}/review/${id}/report.xlsx`),
      await staff(`${table}/feedback`),
    ];
    expect(refused.map(({ status }) => status)).toEqual(refused.map(() => 403));
    expect((await clientOf(server.url, {})(`${table}/review`)).status).toBe(401);
  });
});
