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

describe('values tried under a draft', () => {
  const judge = `${drafts}/judge`;
  const stricter = (title: string) => ({
    ...base,
    record: {
      ...base.record,
      properties: {
        ...base.record.properties,
        tax: { title, type: 'string', 'x-type': 'id-number', 'x-id': 'credit-code' },
        short: { title: '简称', type: 'string', 'x-type': 'text', pattern: '^[A-Z]+$', maxLength: 3 },
      },
      required: ['short'],
    },
  });

  it('are judged by every rule of it, in words, and nothing is stored', async () => {
    const document = stricter('税号');
    const judged = await manager(judge, { body: { document, values: { tax: '91110108MA01KPGK0X', short: 'abcd' } } });
    expect(judged.status).toBe(200);
    expect(judged.body['problems']).toMatchObject([
      { path: '/tax', code: 'id-check-digit', words: expect.stringContaining('税号') },
      { path: '/short', code: 'too-long', words: '简称太长，最多 3 个字，请删减' },
      { path: '/short', code: 'pattern' },
    ]);
    expect((await manager(judge, { body: { document, values: {} } })).body).toMatchObject({
      problems: [{ path: '/short', code: 'required' }],
    });
    expect((await manager(judge, { body: { document, values: { short: 'ABC', tax: null } } })).body).toEqual({
      values: { short: 'ABC', gender: 'unknown', owner: 'manager' },
      problems: [],
    });
    expect((await manager(drafts)).body).toMatchObject({ drafts: [{}] });
    expect((await manager(`/api/v1/tables/${base.key}/records?count=1`)).body['count']).toBe(0);
  });

  it('of a stored draft by what is stored, or by the document at hand', async () => {
    const made = await manager(drafts, { body: { document: stricter('税号') } });
    const one = `${drafts}/${String(made.body['id'])}/judge`;
    const tried = (body: object, by = manager) => by(one, { body });
    expect((await tried({ values: { short: 'abc' } })).body).toMatchObject({ problems: [{ code: 'pattern' }] });
    expect((await tried({ values: { short: 'abc' } }, admin)).body).toMatchObject({ problems: [{ code: 'pattern' }] });
    expect((await tried({ values: { short: 'abc' }, document: base })).body).toMatchObject({
      problems: [{ code: 'unknown-field', path: '/short' }, { code: 'required' }, { code: 'required' }],
    });
  });

  it('say no in the usual order, and to a document with faults by its faults', async () => {
    expect((await fetch(server.url + judge, { method: 'POST' })).status).toBe(401);
    expect((await staff(judge, { body: { document: base, values: {} } })).status).toBe(403);
    expect((await manager('/api/v1/tables/no_such/drafts/judge', { body: { document: base, values: {} } })).status).toBe(404);
    expect((await manager(`${drafts}/nobody/judge`, { body: { values: {} } })).status).toBe(404);
    const codesOf = async (body: object) => {
      const { status, codes } = await manager(judge, { body });
      return [status, ...codes];
    };
    expect(await codesOf({ document: base, values: [] })).toEqual([422, 'draft-values']);
    expect(await codesOf({ document: base })).toEqual([422, 'draft-values']);
    expect(await codesOf({ values: {} })).toEqual([422, 'edit-document']);
    expect(await codesOf({ document: { ...base, key: 'other' }, values: {} })).toEqual([422, 'other-table']);
    expect(await codesOf({ document: base, values: {}, revision: 1 })).toEqual([422, 'unknown-field']);
    const broken = stricter('');
    const answer = await manager(judge, { body: { document: broken, values: {} } });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('"path":"/document/record/properties/tax/title"');
    const huge = { document: base, values: { note: 'x'.repeat(9 * 1024 * 1024) } };
    expect((await manager(judge, { body: huge })).status).toBe(413);
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

describe('POST …/reminders/preview', () => {
  it('counts what a rule does today and lists the first, and says why it cannot', async () => {
    const preview = `/api/v1/tables/${base.key}/reminders/preview`;
    const [text] = Object.keys(base.record.properties);
    const state = { on: 'state', when: { field: text, op: 'filled' } };
    expect(await manager(preview, { body: { reminder: state } })).toMatchObject({ status: 200, body: { count: 0, late: 0, records: [] } });
    const deadline = { on: 'deadline', after: { event: 'created' }, within: { hours: 24 }, until: { event: 'updated' } };
    expect(await manager(preview, { body: { reminder: deadline } })).toMatchObject({ status: 200, body: { count: 0, late: 0 } });
    const faults: readonly (readonly [unknown, string])[] = [
      [{ ...deadline, until: { event: 'contact-logged' } }, 'reminder-uncounted-contact'],
      [{ ...deadline, after: { event: 'paid' } }, 'reminder-uncounted-event'],
      [{ ...deadline, within: { hours: 0 } }, 'reminder-shape'],
      [{ on: 'date', date: { field: 'gone', before: [0] } }, 'reminder-uncounted-field'],
      [{ on: 'state' }, 'reminder-when'],
      [{ on: 'never' }, 'reminder-shape'],
      ['state', 'reminder-shape'],
      [{ ...state, when: { field: 'gone', op: 'filled' } }, 'condition-field'],
      [{ ...state, when: 'all' }, 'condition-shape'],
    ];
    for (const [reminder, code] of faults)
      expect(await manager(preview, { body: { reminder } })).toMatchObject({ status: 422, codes: [code] });
  });
});
