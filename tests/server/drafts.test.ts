import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Client } from '#support/api.ts';
import { addTable, addTestPeople, template, tokenOf } from '#support/firm.ts';
import { startTestServer, type TestServer } from '#support/server.ts';

const base = template('basic-info');
const drafts = `/api/v1/tables/${base.key}/drafts`;
const titled = (title: string) => ({ ...base, title });

let server: TestServer;
let manager: Client;
let admin: Client;
let staff: Client;

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, base);
  });
  const client = async (person: string): Promise<Client> =>
    clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, person)}` });
  [manager, admin, staff] = [await client('manager'), await client('admin'), await client('staff1')];
}, 240_000);
afterAll(() => server?.stop());

describe('drafts of a table', () => {
  it('are kept, saved over a version, read by others and thrown away by their own', async () => {
    const made = await manager(drafts, { body: { base: 1, document: titled('甲'), title: '秋季' } });
    expect(made).toMatchObject({ status: 201, body: { person: 'manager', base: 1, version: 1, title: '秋季', tableState: 'live' } });
    const one = `${drafts}/${String(made.body['id'])}`;
    const save = (version: string | undefined, title: string) =>
      manager(one, { method: 'PUT', body: { document: titled(title) }, headers: version === undefined ? {} : { 'if-match': version } });
    expect(await save('"1"', '乙')).toMatchObject({ status: 200, body: { version: 2, document: { title: '乙' } } });
    expect(await save('"1"', '丙')).toMatchObject({
      status: 412,
      codes: ['draft-changed'],
      body: { version: 2, document: { title: '乙' } },
    });
    expect((await save(undefined, '丁')).status).toBe(428);
    expect(await admin(one)).toMatchObject({ status: 200, body: { name: '周明远', document: { title: '乙' } } });
    expect(await admin(one, { method: 'PUT', body: { document: titled('戊') }, headers: { 'if-match': '"2"' } })).toMatchObject({
      status: 403,
      codes: ['draft-of-other'],
    });
    expect((await admin(one, { method: 'DELETE' })).status).toBe(403);
    expect((await manager(drafts)).body).toMatchObject({ drafts: [{ title: '秋季', version: 2 }] });
    expect((await manager(one, { method: 'DELETE' })).status).toBe(204);
    expect((await manager(one)).status).toBe(404);
  });

  it('say no in the usual order', async () => {
    expect((await fetch(server.url + drafts)).status).toBe(401);
    expect((await staff(drafts)).status).toBe(403);
    expect((await staff(drafts, { body: { document: base } })).status).toBe(403);
    expect((await manager('/api/v1/tables/no_such/drafts')).status).toBe(404);
    expect(await manager(drafts, { body: { document: { ...base, key: 'other' } } })).toMatchObject({ status: 422, codes: ['other-table'] });
    expect(await manager(drafts, { body: { document: 7 } })).toMatchObject({ status: 422, codes: ['edit-document'] });
    expect(await manager(drafts, { body: { document: base, title: 'x'.repeat(101) } })).toMatchObject({
      status: 422,
      codes: ['draft-title-long'],
    });
    expect(await manager(drafts, { body: { documents: base } })).toMatchObject({ status: 422, codes: ['unknown-field'] });
  });

  it('are joined with what is live', async () => {
    const { body } = await manager(drafts, { body: { document: titled('甲') } });
    const merge = `${drafts}/${String(body['id'])}/merge`;
    expect(await manager(merge, { body: { choices: { table: 'both' } } })).toMatchObject({ status: 422, codes: ['merge-choice'] });
    expect(await manager(merge, { body: {} })).toMatchObject({
      status: 200,
      body: { merged: true, conflicts: [], taken: [], problems: [] },
    });
    expect((await admin(merge, { body: {} })).status).toBe(403);
  });
});

describe('POST …/count', () => {
  it('counts the rows of one’s reach that meet a condition, and refuses what is none', async () => {
    const count = `/api/v1/tables/${base.key}/count`;
    const [text] = Object.keys(base.record.properties);
    expect(await manager(count, { body: {} })).toMatchObject({ status: 200, body: { count: 0 } });
    expect(await manager(count, { body: { filter: { field: text, op: 'filled' } } })).toMatchObject({ status: 200, body: { count: 0 } });
    expect(await manager(count, { body: { filter: { field: 'gone', op: 'filled' } } })).toMatchObject({
      status: 422,
      codes: ['condition-field'],
    });
    expect(await manager(count, { body: { filter: 'all' } })).toMatchObject({ status: 422, codes: ['condition-shape'] });
  });
});
