import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, sendFile, type Answer, type Ask, type Client } from '#support/api.ts';
import { addTable, addTestPeople, cookieOf, template, tokenOf } from '#support/firm.ts';
import { openConformity, type Conformity } from '#support/open-api.ts';
import { startTestServer, type TestServer } from '#support/server.ts';

const at = '/api/v1/tables/customer';
let server: TestServer;
let manager: Client;
let staff: Client;
let admin: Client;
let browser: Client;
let nobody: Client;
let described: Conformity;
let ofStaff: Conformity;
const faults: string[] = [];

/** Every answer is measured against the description. */
const measured =
  (client: Client): Client =>
  async (path: string, ask: Ask = {}) => {
    const answer = await client(path, ask);
    const method = ask.method ?? (ask.body === undefined && ask.raw === undefined ? 'GET' : 'POST');
    faults.push(...described.faults(method, path, answer));
    return answer;
  };
const done = (answer: Answer, status = 200): Answer => {
  expect([answer.status, answer.text.slice(0, 500)]).toEqual([status, expect.anything()]);
  return answer;
};
const put = (client: Client, path: string, body: unknown, headers = {}) => client(path, { method: 'PUT', body, headers });
const remove = (client: Client, path: string, headers = {}) => client(path, { method: 'DELETE', headers });
/** Asks again until work in the background has come to its end. */
const ended = async (client: Client, path: string): Promise<Answer> => {
  let answer = done(await client(path));
  while (/^(running|applying)$/.test(String(answer.body['state']))) answer = done(await client(path));
  return answer;
};

/** A publish, rollback or trial: done, or followed to its end where the machine is slow. */
const live = async (answer: Answer): Promise<Answer> => {
  expect([200, 202]).toContain(answer.status);
  const { job } = answer.body;
  if (typeof job === 'string') expect((await ended(manager, `${at}/jobs/${job}`)).body['state']).toBe('done');
  return answer;
};

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, template('customer'));
  });
  const by = async (person: string): Promise<Client> =>
    clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, person)}` });
  const [bareAdmin, bareStaff] = [await by('admin'), await by('staff1')];
  const description = async (client: Client) => openConformity(done(await client('/api/v1/openapi.json')).body);
  [described, ofStaff] = [await description(bareAdmin), await description(bareStaff)];
  [admin, staff, manager] = [measured(bareAdmin), measured(bareStaff), measured(await by('manager'))];
  browser = measured(clientOf(server.url, { cookie: await cookieOf(server.world, 'manager'), origin: server.url }));
  nobody = measured(clientOf(server.url, {}));
}, 240_000);
afterAll(() => server?.stop());

const newDefinition = async (change: (document: Definition) => void): Promise<Definition> => {
  const document = JSON.parse((await manager(at)).text) as Definition; // our own answer, to be changed
  change(document);
  return document;
};
interface Definition {
  layout: { fields: string[] }[];
  record: { properties: Record<string, Record<string, unknown>> };
}
const withField = (key: string) =>
  newDefinition((document) => {
    document.record.properties[key] = { title: `字段${key}`, type: 'string', 'x-type': 'text' };
    document.layout[0]?.fields.push(key);
  });

it('every handler in the sources is described, and nothing else', () => {
  const root = new URL('../../src/routes/', import.meta.url);
  const handlers = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('+server.ts') && file.startsWith('api/v1/'))
    .flatMap((file) =>
      [...readFileSync(new URL(file, root), 'utf8').matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)].map(
        (match) =>
          `${(match[1] ?? '').toLowerCase()} /${file
            .replace('/+server.ts', '')
            .replace('[table]', 'customer')
            .replaceAll(/\[\w+\]/g, '{}')}`,
      ),
    );
  const told = described.operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect(told.filter((one) => one !== 'get /healthz').sort()).toEqual(handlers.sort());
});

describe('what the product answers is what the description says', () => {
  it('rows', async () => {
    const made = done(await staff(`${at}/records`, { body: { name: '云峪谷茶业', phone: '13800000001', source: 'expo', tags: [] } }), 201);
    const path = `${at}/records/${String(made.body['id'])}`;
    done(await staff(path));
    done(await staff(`${at}/records?limit=1&count=1&sort=-name`));
    done(await staff(`${at}/records/query`, { body: { limit: 1, filter: { field: 'name', op: 'filled' } } }));
    done(await staff(path, { method: 'PATCH', body: { amount: 3.5 }, headers: { 'if-match': '"1"' } }));
    done(await staff(path, { method: 'PATCH', body: { amount: 4 }, headers: { 'if-match': '"1"' } }), 412);
    done(await staff(path, { method: 'PATCH', body: { amount: 4 } }), 428);
    done(await remove(manager, path, { 'if-match': '*' }));
    done(await manager(`${path}/restore`, { method: 'POST', headers: { 'if-match': '*' } }));
    done(await manager(`${at}/groups?by=source`));
    done(await manager(`${at}/count`, { body: {} }));
    const filled = { field: 'name', op: 'filled' };
    done(await manager(`${at}/reminders/preview`, { body: { reminder: { on: 'state', when: filled, who: ['owner'], mark: 'red' } } }));
    for (const type of ['csv', 'xlsx']) done(await manager(`${at}/export.${type}`));
    for (const more of ['', '?for=record']) done(await staff(`${at}/schema.json${more}`));
    done(await staff('/api/v1/openapi.json'));
    done(await nobody('/healthz'));
  });

  it('tables, files and imports', async () => {
    done(await manager('/api/v1/tables'));
    const foreign = {
      title: '外来',
      type: 'object',
      properties: { name: { type: 'string' }, odd: { $ref: 'https://elsewhere.example/x' } },
    };
    done(await manager('/api/v1/tables?dryRun=1', { body: foreign }));
    expect(done(await manager('/api/v1/tables', { body: foreign }), 201).body['left_out']).toHaveLength(1);
    const csv = '客户名称,联系方式\n甲公司,13800000002\n乙公司,?\n';
    done(await sendFile(manager, '/api/v1/tables/from-workbook', csv, '名单.csv'), 201);
    done(await sendFile(manager, `${at}/imports?dryRun=1`, csv));
    const upload = async () => String(done(await sendFile(manager, '/api/v1/uploads', csv), 201).body['upload']);
    const one = await upload();
    done(await manager(`/api/v1/uploads/${one}/match?table=customer`));
    const proposal = done(await manager(`/api/v1/uploads/${one}/proposal?file=other.csv`));
    const begun = done(await manager(`/api/v1/uploads/${one}/import`, { body: { table: 'customer' } }), 202);
    const address = `/api/v1/imports/${String(begun.body['import'])}`;
    expect((await ended(manager, address)).body).toMatchObject({ state: 'done', created: 1, refused: 1 });
    done(await manager(`${address}/refused.xlsx`));
    const columns = [0, 1].map((index) => ({ index, field: null }));
    const body = { definition: { ...Object(proposal.body['definition']), key: 'other_list', title: '另一张' }, columns };
    const table = done(await manager(`/api/v1/uploads/${await upload()}/table`, { body }), 202);
    await ended(manager, `/api/v1/imports/${String(table.body['import'])}`);
    const gone = await remove(manager, `/api/v1/imports/${String(table.body['import'])}`);
    expect(gone.status).toBeGreaterThanOrEqual(400); // it is over
  });

  it('option sets', async () => {
    done(await manager('/api/v1/option-sets'));
    done(await manager('/api/v1/option-sets', { body: { key: 'size_set', title: '规模', options: ['大', '小'] } }), 201);
    done(await manager('/api/v1/option-sets/size_set'));
    done(await put(manager, '/api/v1/option-sets/size_set', { title: '规模', options: ['大', '中', '小'] }));
    done(await remove(manager, '/api/v1/option-sets/size_set'), 204);
  });

  it('revisions, plans, trials, approvals and jobs', async () => {
    const definition = await withField('first');
    done(await manager(`${at}/revisions/plan`, { body: { definition } }));
    done(await manager(`${at}/revisions`, { body: { definition, note: '加一个' } }), 201);
    done(
      await manager(`${at}/revisions/2/trial`, {
        body: { people: ['staff1'], until: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10) },
      }),
    );
    done(await remove(manager, `${at}/revisions/2/trial`));
    await live(await manager(`${at}/revisions/2/publish`, { body: {} }));
    for (const client of [manager, staff]) {
      done(await client(`${at}/revisions`));
      done(await client(`${at}/revisions/2`));
    }
    done(await manager(`${at}/revisions/1/rollback`, { body: { dryRun: true } }));
    await live(await manager(`${at}/revisions/1/rollback`, { body: { note: '退回' } }));
    await live(await manager(`${at}/revisions/2/rollback`, { body: { note: '再往前' } }));
    done(await manager(`${at}/revisions`, { body: { definition: await withField('thrown') } }), 201);
    done(await remove(manager, `${at}/revisions/3`));
    done(await manager(`${at}/options/replace`, { body: { field: 'source', from: ['expo'], to: 'cold', dryRun: true } }));
    const replaced = done(await manager(`${at}/options/replace`, { body: { field: 'source', from: ['expo'], to: 'cold' } }), 202);
    const job = `${at}/jobs/${String(replaced.body['job'])}`;
    expect((await ended(manager, job)).body['state']).toBe('done');
    const undone = done(await manager(`${job}/undo`, { method: 'POST' }), 202);
    await ended(manager, `${at}/jobs/${String(undone.body['job'])}`);
    done(await manager(`${at}/jobs`));
    const second = await newDefinition((document) =>
      Object.assign(document, { access: { ...Object(Object(document).access), approval: true } }),
    );
    const asked = done(await manager(`${at}/revisions`, { body: { definition: second, note: '要第二个人' } }), 201);
    await live(await manager(`${at}/revisions/${String(asked.body['number'])}/publish`, { body: {} }));
    const third = done(await manager(`${at}/revisions`, { body: { definition: await withField('second'), note: '等人' } }), 201);
    const waiting = `${at}/revisions/${String(third.body['number'])}`;
    done(await manager(`${waiting}/publish`, { body: {} }), 202);
    done(await admin(`${waiting}/return`, { body: { words: '再想想' } }));
    done(await manager(`${waiting}/publish`, { body: {} }), 202);
    await live(await admin(`${waiting}/approve`, { body: { words: '好' } }));
  });

  it('drafts', async () => {
    const document = await withField('drafted');
    const made = done(await manager(`${at}/drafts`, { body: { document, title: '草稿' } }), 201);
    const path = `${at}/drafts/${String(made.body['id'])}`;
    done(await manager(`${at}/drafts`));
    done(await manager(path));
    done(await put(manager, path, { title: '新名' }, { 'if-match': '"1"' }));
    done(await put(manager, path, { title: '旧人' }, { 'if-match': '"1"' }), 412);
    done(await put(manager, path, { title: '无版本' }), 428);
    done(await manager(`${path}/judge`, { body: { values: { name: 'x' } } }));
    done(await manager(`${at}/drafts/judge`, { body: { document, values: {} } }));
    done(await manager(`${path}/merge`, { body: { dryRun: true } }));
    done(await remove(manager, path), 204);
  });

  it('reviews, remarks and use', async () => {
    done(await staff(`${at}/usage`, { body: { seconds: 30, errors: [{ field: 'phone', code: 'phone' }] } }), 204);
    const remark = done(await staff(`${at}/feedback`, { body: { field: 'phone', words: '填哪个' } }), 201);
    done(await manager(`${at}/feedback`));
    const id = String(done(await manager(`${at}/review`, { method: 'POST' }), 202).body['id']);
    const review = `${at}/review/${id}`;
    expect((await ended(manager, review)).body['state']).toBe('open');
    done(await manager(`${at}/review`));
    done(await put(manager, `${review}/decisions`, { decisions: {} }));
    done(await manager(`${review}/report.xlsx`));
    done(await manager(`${at}/feedback/${String(remark.body['id'])}`, { method: 'PATCH', body: { answer: '手机' } }), 204);
  });

  it('oneself', async () => {
    const token = done(await browser('/api/v1/tokens', { body: { title: '脚本' } }), 201);
    done(await browser('/api/v1/tokens'));
    done(await remove(browser, `/api/v1/tokens/${String(token.body['id'])}`), 204);
    const sessions = done(await browser('/api/v1/sessions')).body['sessions'];
    done(await remove(browser, '/api/v1/sessions?except=current'), 204);
    const [session] = Array.isArray(sessions) ? sessions : [];
    done(await remove(browser, `/api/v1/sessions/${String(Object(session).id)}`), 204);
  });

  it('refusals of every operation, by everybody, for bodies that are none', async () => {
    const bodies: readonly Ask[] = [
      { raw: '{' },
      { raw: '{}', headers: { 'content-type': 'text/plain' } },
      { raw: '{}' },
      { body: { zz: 1 } },
    ];
    for (const { method, path } of described.operations) {
      if (/^\/healthz$|\/events$/.test(path) || (path.includes('/sessions') && method === 'delete')) continue;
      const address = path.replace('{number}', '1').replaceAll(/\{\w+\}/g, 'none');
      for (const client of [nobody, staff, manager])
        for (const ask of method === 'get' || method === 'delete' ? [{}] : bodies)
          await client(address, { ...ask, method: method.toUpperCase() });
    }
    expect(
      await clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'staff1')}` })(`${at}/records`, { method: 'PUT' }),
    ).toMatchObject({ status: 405 });
  });

  it('staff are told of what they may do and of nothing else', async () => {
    const own = new Set(ofStaff.operations.map(({ method, path }) => `${method} ${path}`));
    expect([...own].filter((one) => !described.operations.some(({ method, path }) => one === `${method} ${path}`))).toEqual([]);
    for (const { method, path } of described.operations.filter((one) => one.path.startsWith(at))) {
      const address = path.replace('{number}', '2').replaceAll(/\{\w+\}/g, 'none');
      const { status } = await staff(address, {
        method: method.toUpperCase(),
        ...(method === 'get' || method === 'delete' ? {} : { raw: '{}' }),
      });
      if (own.has(`${method} ${path}`)) expect([method, path, status === 403]).toEqual([method, path, false]);
      else expect([method, path, [403, 404].includes(status)]).toEqual([method, path, true]);
    }
  });

  it('and nothing of it was a surprise', () => expect([...new Set(faults)]).toEqual([]));

  /** A stream, an import that is still running, a review with something to adopt: their own tests have them. */
  const elsewhere = ['GET /api/v1/events', 'DELETE /api/v1/imports/{id}', `POST ${at}/review/{review}/draft`];
  it('every operation was seen doing what it is for', () => {
    const operations = described.operations
      .filter(({ path }) => !/^\/api\/v1\/tables\/(?!customer|from-workbook)/.test(path))
      .map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    const good = new Set([...described.seen].filter((one) => / 2\d\d$/.test(one)).map((one) => one.slice(0, -4)));
    expect(operations.filter((one) => !good.has(one)).sort()).toEqual(elsewhere.sort());
  });
});
