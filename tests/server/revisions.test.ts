import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, problemsOf, type Client } from '#support/api.ts';
import { addTestPeople, template, tokenOf } from '#support/firm.ts';
import { startTestServer, type TestServer } from '#support/server.ts';

const base = template('basic-info');
const fields = base.record.properties;
const withField = (key: string, field: unknown) => ({ ...base, record: { ...base.record, properties: { ...fields, [key]: field } } });
const text = (title: string) => ({ title, type: 'string', 'x-type': 'text' });
const table = `/api/v1/tables/${base.key}`;

let server: TestServer;
let manager: Client;
let admin: Client;

beforeAll(async () => {
  server = await startTestServer(addTestPeople);
  manager = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'manager')}` });
  admin = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'admin')}` });
}, 240_000);
afterAll(() => server?.stop());

describe('POST /api/v1/tables', () => {
  it('makes a table of a definition, with the title of the address', async () => {
    const made = await manager(`/api/v1/tables?title=${encodeURIComponent('客户档案')}`, { body: base });
    expect(made).toMatchObject({ status: 201, body: { key: base.key, left_out: [] } });
    expect(made.headers.get('location')).toBe(table);
    expect((await manager(table)).body).toMatchObject({ key: base.key, title: '客户档案', record: base.record });
    expect((await manager('/api/v1/tables')).body).toEqual({ tables: [{ key: base.key, title: '客户档案', revision: 1 }] });
    expect((await manager(`${table}/schema.json`)).body).toMatchObject({ properties: { name: { title: fields['name']?.title } } });
    expect((await manager(`${table}/records`)).body).toEqual({ records: [], next: null });
  });
  it('makes a table of any JSON Schema and says what stayed out', async () => {
    const foreign = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      title: '供应商',
      type: 'object',
      properties: { companyName: { type: 'string', title: '公司名' }, parent: { $ref: 'https://example.com/company.json' } },
      required: ['companyName', 'parent'],
    };
    const made = await manager('/api/v1/tables', { body: foreign });
    expect(made).toMatchObject({ status: 201, body: { left_out: [{ path: '/properties/parent', code: 'schema-remote-ref' }] } });
    const key = String(made.body['key']);
    expect((await manager(`/api/v1/tables/${key}`)).body).toMatchObject({ title: '供应商', record: { required: ['company_name'] } });
    expect(await manager(`/api/v1/tables/${key}/records`, { body: { company_name: '云峪茶业' } })).toMatchObject({ status: 201 });
    expect((await manager('/api/v1/tables?title=', { body: foreign })).status).toBe(422);
  });
  it('refuses a taken key, an unsound document and schemas without a field', async () => {
    expect(await manager('/api/v1/tables', { body: base })).toMatchObject({ status: 422, codes: ['table-key-taken'] });
    const empty = { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties: { a: false } };
    expect(await manager('/api/v1/tables', { body: empty })).toMatchObject({ status: 422, codes: ['schema-no-field', 'schema-nothing'] });
    const unsound = await manager('/api/v1/tables', { body: { ...withField('id', text('编号')), key: 'unsound', title: '' } });
    expect(problemsOf(unsound.body).map(({ path }) => path)).toEqual(expect.arrayContaining(['/record/properties/id', '/title']));
    expect(await manager('/api/v1/tables?title=%20', { body: { ...base, key: 'other' } })).toMatchObject({ status: 422 });
  });
  it('of two at once one is made', async () => {
    const both = await Promise.all(
      ['甲', '乙', '丙'].map((title) => manager(`/api/v1/tables?title=${title}`, { body: { ...base, key: 'twin' } })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  });
});

describe('revisions', () => {
  const grown = { ...withField('nickname', text('简称')), title: '客户档案二' };
  const shrunk = {
    ...base,
    record: { type: 'object', properties: { only: text('唯一') } },
    layout: [],
    views: [],
    reminders: [],
    access: {},
  };

  it('are planned in data and sentences without writing anything', async () => {
    const plan = await manager(`${table}/revisions/plan`, { body: { definition: grown } });
    expect(plan).toMatchObject({ status: 200, body: { refused: false } });
    expect(plan.body).toMatchObject({ rows: 0, clean: 0, lossy: 0, failing: 0, fields: [], problems: [] });
    expect(plan.body['changes']).toContainEqual({
      kind: 'field-added',
      path: '/record/properties/nickname',
      effect: 'none',
      refused: false,
      params: { field: '简称' },
      words: '新增字段“简称”',
    });
    const [first] = Object.values(fields);
    const other = await manager(`${table}/revisions/plan`, { body: { definition: { ...shrunk, key: 'another' } } });
    expect(other.body['refused']).toBe(true);
    expect(other.body).toMatchObject({ problems: [{ code: 'table-key-changed' }] });
    expect(other.text).toContain(`删除字段“${first?.title ?? ''}”`);
    expect(other.text).toContain('impact-export-gone');
    expect((await manager(`${table}/revisions`)).body).toMatchObject({ live: 1, revisions: [{ number: 1 }] });
  });

  it('are stored with number, author, note and state, and published by number; rows stay as they are', async () => {
    const required = Object.fromEntries(
      (base.record.required ?? []).map((key) => [key, fields[key]?.['x-type'] === 'phone' ? '13800000001' : '云峪谷']),
    );
    const row = await manager(`${table}/records`, {
      body: { ...required, ...(base.access.owner ? { [base.access.owner]: 'manager' } : {}) },
    });
    expect(row.status).toBe(201);
    const stored = await manager(`${table}/revisions`, { body: { definition: grown, note: '加简称' } });
    expect(stored).toMatchObject({
      status: 201,
      body: {
        number: 2,
        state: 'draft',
        live: false,
        author: 'manager',
        authorName: '周明远',
        note: '加简称',
        published: '',
        refused: false,
      },
    });
    expect((await manager(table)).text).not.toContain('简称');
    const published = await manager(`${table}/revisions/2/publish`, { method: 'POST' });
    expect(published).toMatchObject({ status: 200, body: { number: 2, state: 'published', live: true } });
    expect((await manager(table)).body).toMatchObject({ title: '客户档案二' });
    const path = `${table}/records/${String(row.body['id'])}`;
    expect((await manager(path)).body).toEqual(row.body);
    const changed = await manager(path, { method: 'PATCH', body: { nickname: '谷' }, headers: { 'if-match': '"1"' } });
    expect(changed.body).toMatchObject({ version: 2, revision: 2, values: { nickname: '谷' } });
    expect((await manager(`${table}/records?sort=nickname&q=谷`)).text).toContain('"nickname":"谷"');
    expect((await manager(`${table}/revisions/2`)).body).toMatchObject({ number: 2, definition: { title: '客户档案二' } });
    expect((await manager(`${table}/revisions/2/publish`, { method: 'POST' })).body).toMatchObject({ number: 2, live: true });
  });

  it('that take something away keep it, and are taken back', async () => {
    const before = (await manager(`${table}/records`)).body;
    const stored = await manager(`${table}/revisions`, { body: { definition: shrunk } });
    expect(stored).toMatchObject({ status: 201, body: { number: 3, base: 2, refused: false } });
    const silent = await manager(`${table}/revisions/3/publish`, { method: 'POST' });
    expect(silent).toMatchObject({ status: 422, codes: ['note-required'] });
    const published = await manager(`${table}/revisions/3/publish`, { body: { note: '只留一个' } });
    expect(published).toMatchObject({ status: 200, body: { number: 3, live: true, note: '只留一个', report: { number: 3, rows: 1 } } });
    const live = (await manager(table)).body;
    expect(live).toMatchObject({ record: { 'x-removed': { nickname: { title: '简称' } } } });
    expect((await manager(`${table}/revisions/2/publish`, { method: 'POST' })).codes).toEqual(['publish-earlier']);
    const dry = await manager(`${table}/revisions/2/rollback`, { body: { dryRun: true } });
    expect(dry).toMatchObject({ status: 200, body: { differing: { count: 0, samples: [] }, problems: [] } });
    expect((await manager(`${table}/revisions/2/rollback`, { body: {} })).codes).toEqual(['note-required']);
    const back = await manager(`${table}/revisions/2/rollback`, { body: { note: '回来' } });
    expect(back).toMatchObject({ status: 200, body: { number: 2, live: true } });
    expect((await manager(`${table}/records`)).body).toEqual(before);
  });

  it('are tried by some, withdrawn, and follow a job', async () => {
    const tried = { ...grown, record: { ...grown.record, properties: { ...grown.record.properties, tried: text('试') } } };
    const stored = await manager(`${table}/revisions`, { body: { definition: tried, note: '试' } });
    const at = `${table}/revisions/${String(stored.body['number'])}`;
    expect((await manager(`${at}/trial`, { body: { people: [] } })).codes).toEqual(['trial-shape']);
    const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const begun = await manager(`${at}/trial`, { body: { people: ['admin'], until } });
    expect(begun).toMatchObject({ status: 200, body: { state: 'trial', trial: { people: ['admin'], teams: [], until } } });
    expect((await admin(table)).text).toContain('"tried"');
    expect((await manager(table)).text).not.toContain('"tried"');
    const jobs = await manager(`${table}/jobs`);
    expect(jobs.body['jobs']).toMatchObject([
      { kind: 'trial', state: 'done' },
      { kind: 'publish' },
      { kind: 'publish' },
      { kind: 'publish' },
    ]);
    expect((await manager(`${table}/jobs/nothing`)).status).toBe(404);
    expect(await manager(`${at}/trial`, { method: 'DELETE' })).toMatchObject({ status: 200, body: { state: 'draft', trial: null } });
    expect(await manager(at, { method: 'DELETE' })).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    expect((await manager(`${at}/publish`, { body: { note: 'x' } })).codes).toEqual(['revision-withdrawn']);
  });

  it('of two published at once one wins', async () => {
    const numbers: number[] = [];
    for (const key of ['one', 'two']) {
      const definition = { ...grown, record: { ...grown.record, properties: { ...grown.record.properties, [key]: text(key) } } };
      numbers.push(Number((await manager(`${table}/revisions`, { body: { definition, note: key } })).body['number']));
    }
    const both = await Promise.all(numbers.map((number) => manager(`${table}/revisions/${number}/publish`, { method: 'POST' })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 422]);
    const loser = both.find(({ status }) => status === 422);
    expect(loser?.codes).toEqual(['publish-overtaken']);
  });

  it('refuse unknown numbers, other tables, unsound and strange bodies', async () => {
    for (const number of ['99', '0', '-1', 'x', '1e1', '%00'])
      expect((await manager(`${table}/revisions/${number}/publish`, { method: 'POST' })).status, number).toBe(404);
    expect(await manager(`${table}/revisions`, { body: { definition: { ...grown, key: 'twin' } } })).toMatchObject({ status: 422 });
    expect((await manager(`${table}/revisions`, { body: { definition: 'x' } })).status).toBe(422);
    expect((await manager(`${table}/revisions`, { body: {} })).status).toBe(422);
    expect(await manager(`${table}/revisions`, { body: { definition: grown, extra: 1 } })).toMatchObject({
      status: 422,
      codes: ['unknown-field'],
    });
    expect(await manager(`${table}/revisions`, { body: { definition: grown, note: 'x'.repeat(2001) } })).toMatchObject({
      status: 422,
      codes: ['note-too-long'],
    });
  });
});

describe('where a second person must agree', () => {
  const at = '/api/v1/tables/agreed/revisions';
  const step = (number: number) => ({
    biaoli: 1,
    key: 'agreed',
    title: `第 ${number} 步`,
    record: { type: 'object', properties: { name: text('名称') } },
    access: { approval: true },
  });
  const isLive = (number: number) => expect.poll(async () => (await manager(at)).body['live'], { timeout: 20_000 }).toBe(number);
  const back = (number: number, note: string) => manager(`${at}/${number}/rollback`, { body: { note } });
  const agree = async (number: number): Promise<void> => {
    expect((await admin(`${at}/${number}/approve`, { method: 'POST' })).body).toMatchObject({ number });
    await isLive(number);
  };

  it('going back asks too, but for the latest publish of the day', async () => {
    await manager('/api/v1/tables', { body: step(1) });
    for (const number of [2, 3]) {
      await manager(at, { body: { definition: step(number), note: `${number}` } });
      expect(await manager(`${at}/${number}/publish`, { method: 'POST' })).toMatchObject({ status: 202, body: { state: 'waiting' } });
      await agree(number);
    }
    expect((await manager(`${at}/2/rollback`, { body: { dryRun: true } })).body).toMatchObject({ approval: false, problems: [] });
    expect((await back(2, '撤回')).body['state']).not.toBe('waiting');
    await isLive(2);
    expect((await manager(`${at}/1/rollback`, { body: { dryRun: true } })).body).toMatchObject({ approval: true });
    expect(await back(1, '再往前')).toMatchObject({
      status: 202,
      body: { number: 1, state: 'waiting', live: false, approval: { state: 'asked', by: 'manager', words: '再往前' } },
    });
    expect(await manager(`${at}/1/approve`, { method: 'POST' })).toMatchObject({ status: 403, codes: ['approval-own'] });
    expect((await manager(`${at}/1/publish`, { body: { note: 'x' } })).codes).toEqual(['publish-earlier']);
    expect(await admin(`${at}/1/return`, { body: { words: '先不' } })).toMatchObject({
      status: 200,
      body: { state: 'published', live: false },
    });
    await back(1, '再往前');
    expect(await manager(`${at}/1`, { method: 'DELETE' })).toMatchObject({ status: 200, body: { state: 'published' } });
    expect((await admin(`${at}/1/approve`, { method: 'POST' })).codes).toEqual(['approval-not-asked']);
    await back(1, '再往前');
    expect((await manager('/api/v1/tables/agreed')).body).toMatchObject({ title: '第 2 步' });
    await agree(1);
    expect((await manager('/api/v1/tables/agreed')).body).toMatchObject({ title: '第 1 步' });
    expect(await back(3, '往后')).toMatchObject({ status: 202, body: { state: 'waiting' } });
  });
});

describe('rows of a revision', () => {
  const at = '/api/v1/tables/parts';
  const choice = (title: string) => ({
    title,
    type: 'string',
    'x-type': 'choice',
    oneOf: ['a', 'b'].map((id) => ({ const: id, title: `类${id}` })),
  });
  const parts = {
    biaoli: 1,
    key: 'parts',
    title: '零件',
    record: { type: 'object', properties: { name: text('名称'), size: text('尺寸'), kind: choice('种类') } },
  };
  const after = async (answer: { readonly body: Record<string, unknown> }): Promise<Record<string, unknown>> => {
    const job = `${at}/jobs/${String(answer.body['job'])}`;
    await expect.poll(async () => (await manager(job)).body['state'], { timeout: 20_000 }).toBe('done');
    return (await manager(job)).body;
  };

  it('change their type, and an open form of the old one still saves', async () => {
    await manager('/api/v1/tables', { body: parts });
    for (const size of ['12', '约80', '见图'])
      await manager(`${at}/records`, { body: { name: `零件${size}`, size, kind: size === '12' ? 'a' : 'b' } });
    const typed = { title: '尺寸', type: 'number', 'x-type': 'number' };
    const definition = { ...parts, record: { ...parts.record, properties: { ...parts.record.properties, size: typed } } };
    const counts = { rows: 3, clean: 1, lossy: 1, failing: 1 };
    expect((await manager(`${at}/revisions/plan`, { body: { definition } })).body).toMatchObject(counts);
    const mapped = await manager(`${at}/revisions/plan`, { body: { definition, mappings: { size: { 见图: '30' } } } });
    expect(mapped.body).toMatchObject({ clean: 2, lossy: 1, failing: 0 });
    expect((await manager(`${at}/revisions/plan`, { body: { definition, mappings: [] } })).codes).toEqual(['mappings-shape']);
    expect((await manager(`${at}/revisions/plan`, { body: { definition, mappings: { size: ['1'] } } })).codes).toEqual(['mappings-shape']);
    await manager(`${at}/revisions`, { body: { definition, note: '尺寸改为数字' } });
    const published = await manager(`${at}/revisions/2/publish`, { method: 'POST' });
    const report = published.status === 202 ? (await after(published))['report'] : published.body['report'];
    expect(report).toMatchObject({ ...counts, differing: { count: 2 }, kept: [{ key: 'size', title: '尺寸' }] });
    const old = await manager(`${at}/records`, { body: { name: '旧表单', size: '7' }, headers: { 'x-biaoli-revision': '1' } });
    expect(old).toMatchObject({ status: 201, body: { revision: 2, values: { size: 7 } } });
    const told = await manager(`${at}/records?revision=1`, { body: { name: '旧表单', size: '七八' } });
    expect(told).toMatchObject({ status: 422 });
    expect(problemsOf(told.body)).toMatchObject([{ path: '/size', code: 'revision-changed', words: expect.stringContaining('改为数字') }]);
    const dry = await manager(`${at}/revisions/1/rollback`, { body: { dryRun: true } });
    expect(dry.body).toMatchObject({ differing: { count: 2 } });
    await manager(`${at}/revisions/1/rollback`, { body: { note: '回到文本' } });
    expect((await manager(`${at}/records?sort=name`)).text).toContain('见图');
  });

  it('take another option after a count, and give it back', async () => {
    const ask = (body: Record<string, unknown>) =>
      manager(`${at}/options/replace`, { body: { field: 'kind', from: ['b'], to: 'a', ...body } });
    expect((await ask({ dryRun: true })).body).toEqual({ count: 2, binned: 0 });
    expect((await ask({ to: 'b' })).codes).toEqual(['replace-to']);
    const begun = await ask({});
    expect(begun).toMatchObject({ status: 202, body: { count: 2 } });
    expect(await after(begun)).toMatchObject({ kind: 'replace', report: { changed: 2, skipped: [], revision: 3 } });
    expect((await manager(at)).text).toContain('"x-replaced-by":"a"');
    const undone = await manager(`${at}/jobs/${String(begun.body['job'])}/undo`, { method: 'POST' });
    expect(await after(undone)).toMatchObject({ kind: 'undo', report: { restored: 2, kept: { count: 0 }, revision: 4 } });
    expect((await manager(`${at}/records?sort=name`)).text.match(/"kind":"b"/g)).toHaveLength(2);
    expect((await manager(`${at}/jobs/${String(begun.body['job'])}/undo`, { method: 'POST' })).codes).toEqual(['job-not-undoable']);
  });
});

describe('openapi.json', () => {
  it('has concrete paths and schemas, and every reference leads somewhere', async () => {
    const described = await admin('/api/v1/openapi.json');
    expect(described.body).toMatchObject({ openapi: '3.1.0' });
    const refs = [...described.text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]);
    const components = described.body['components'];
    const schemas =
      typeof components === 'object' && components !== null && 'schemas' in components ? Object.keys(components.schemas ?? {}) : [];
    expect(refs.length).toBeGreaterThan(20);
    expect(refs.filter((name) => !schemas.includes(name ?? ''))).toEqual([]);
    const paths = Object.keys(described.body['paths'] ?? {});
    expect(paths).toEqual(
      expect.arrayContaining([
        `${table}/records/{id}`,
        `${table}/groups`,
        `${table}/revisions/{number}/publish`,
        `${table}/drafts/judge`,
        '/api/v1/events',
      ]),
    );
    for (const path of paths.filter((path) => !path.includes('{') && !path.endsWith('/events') && path !== '/healthz'))
      expect((await admin(path)).status, path).not.toBe(404);
  });
});
