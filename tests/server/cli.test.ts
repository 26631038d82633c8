import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf } from '#support/api.ts';
import { addTable, addTestPeople, template } from '#support/firm.ts';
import { makeTestFolder } from '#support/open-test-pocketbase.ts';
import { serverSettings, startTestServer, type TestServer } from '#support/server.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));
const base = template('customer');
let server: TestServer;

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const run = (words: readonly string[], env: Record<string, string> = {}): Promise<Ran> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'src/cli/main.ts', ...words], {
      cwd: project,
      env: {
        PATH: process.env['PATH'] ?? '',
        LANG: 'zh_CN.UTF-8',
        ...serverSettings(server.data, Number(new URL(server.url).port)),
        ...env,
      },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
    child.once('close', (code) => resolve({ code, out, err }));
  });

const file = (name: string, content: unknown): string => {
  const path = join(server.data, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, base);
  });
}, 240_000);
afterAll(() => server?.stop());

describe('asking', () => {
  it('for help, in the language of the system', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, err: '', out: expect.stringContaining('检查表的定义文件') });
    expect(await run(['--help'], { LANG: 'en_US.UTF-8' })).toMatchObject({
      code: 0,
      out: expect.stringContaining('checks a definition file'),
    });
    for (const name of [
      'check',
      'create',
      'export',
      'plan',
      'publish',
      'rollback',
      'types',
      'token',
      'password',
      'export-rows',
      'import',
      'dashboard',
    ])
      expect(await run([name, '--help'])).toMatchObject({ code: 0, err: '', out: expect.stringContaining(`biaoli -- ${name}`) });
  });
  it.each([
    [[], '命令：'],
    [['fly'], '“fly”'],
    [['token', '--usr', 'a@b.c'], '--usr'],
    [['token'], '--user'],
    [['token', '--user'], '--user'],
    [['publish', 'x.json'], '--note'],
    [['check'], 'FILE'],
    [['export', 'customer', 'twice'], '“twice”'],
    [['types', '--templates=yes'], '--templates'],
  ])('wrongly (%j) is named and exits 2', async (words, named) => {
    expect(await run(words)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(named) });
  });
});

describe('check', () => {
  it('says every problem with its path, exit 1; without data or server', async () => {
    const sound = file('sound.json', base);
    expect(await run(['check', sound], { BIAOLI_DATA: '/nowhere/at/all' })).toMatchObject({ code: 0 });
    const unsound = file('unsound.json', { ...base, title: '', views: [{ ...base.views[0], columns: ['never'] }] });
    const refused = await run(['check', sound, unsound]);
    expect(refused.code).toBe(1);
    expect(refused.out).toMatch(/\/title: .*\p{Script=Han}/u);
    expect(refused.out).toMatch(/\/views\/0\/columns.*: .*never/u);
    expect(await run(['check', file('broken.json', '{"a":')])).toMatchObject({ code: 1, out: expect.stringContaining('JSON') });
    expect(await run(['check', file('twice.json', '{"biaoli":1,"biaoli":1}')])).toMatchObject({
      code: 1,
      out: expect.stringContaining('biaoli'),
    });
    expect(await run(['check', '/nowhere/x.json'])).toMatchObject({ code: 1, err: expect.stringContaining('/nowhere/x.json') });
  });
});

describe('export, plan and publish', () => {
  it('give the definition back in one order, and publishing it changes nothing', async () => {
    const exported = await run(['export', 'customer']);
    expect(exported.code).toBe(0);
    expect(JSON.parse(exported.out)).toEqual(base);
    const path = join(server.data, 'out.json');
    expect(await run(['export', 'customer', '--out', path])).toMatchObject({ code: 0, out: '' });
    expect(readFileSync(path, 'utf8')).toBe(exported.out);
    expect(await run(['publish', path, '--note', '没改'])).toMatchObject({ code: 0, out: expect.stringContaining('没有不同') });
    expect(await run(['export', 'nothing'])).toMatchObject({ code: 1, err: expect.stringContaining('customer') });
  });

  it('a file of a table that is not there yet is planned too', async () => {
    const path = file('new.json', { ...base, key: 'brand_new', title: '全新的表' });
    const planned = await run(['plan', path]);
    expect(planned).toMatchObject({ code: 0, err: '', out: expect.stringContaining('全新的表：还没有键为 brand_new 的表，发布会新建它') });
    expect(await run(['export', 'brand_new'])).toMatchObject({ code: 1 });
  });

  it('publish what adds; the running server notices', async () => {
    const grown = {
      ...base,
      record: { ...base.record, properties: { ...base.record.properties, wechat: { title: '微信', type: 'string', 'x-type': 'text' } } },
    };
    const path = file('grown.json', grown);
    expect(await run(['plan', path])).toMatchObject({ code: 0, out: expect.stringContaining('新增字段“微信”') });
    expect(await run(['publish', path, '--note', '加微信', '--user', 'admin@firm.example'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('第 2 版已发布'),
    });
    const { out } = await run(['token', '--user', 'staff1@firm.example']);
    const client = clientOf(server.url, { authorization: `Bearer ${out.trim()}` });
    await expect.poll(async () => (await client('/api/v1/tables/customer')).text, { timeout: 20_000 }).toContain('微信');
    expect((await client('/api/v1/tables/customer/revisions')).body).toMatchObject({
      live: 2,
      revisions: [{ author: 'admin', note: '加微信' }, { number: 1 }],
    });
  });

  it('plan whatever can be planned, publish what takes away, and roll back', async () => {
    const rest = Object.fromEntries(Object.entries(base.record.properties).filter(([key]) => key !== 'source'));
    const shrunk = { ...base, record: { ...base.record, properties: rest }, layout: [], views: [], reminders: [] };
    const path = file('shrunk.json', shrunk);
    expect(await run(['plan', path])).toMatchObject({ code: 0, err: '', out: expect.stringContaining('删除字段“客户来源”') });
    expect(await run(['publish', path, '--note', ' '])).toMatchObject({ code: 1, err: expect.stringContaining('发布说明') });
    expect(await run(['publish', path, '--note', '去掉来源'])).toMatchObject({ code: 0, out: expect.stringContaining('版已发布') });
    const exported = await run(['export', 'customer']);
    expect(JSON.parse(exported.out)).toMatchObject({ record: { 'x-removed': { source: { title: '客户来源' } } } });
    expect(await run(['publish', file('same.json', exported.out), '--note', 'x'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('没有不同'),
    });
    expect(await run(['rollback', 'customer', '--to', '9'])).toMatchObject({ code: 1 });
    expect(await run(['rollback', 'customer', '--to', 'x'])).toMatchObject({ code: 1, err: expect.stringContaining('第 x 版') });
    expect(await run(['rollback', 'customer', '--to', '2', '--note', '回来'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('第 2 版已发布'),
    });
    expect((await run(['export', 'customer'])).out).toContain('"source"');
  });

  it('roll back no further than one step where a second person must agree', async () => {
    const step = (title: string) => file(`${title}.json`, { ...base, key: 'agreed', title, access: { ...base.access, approval: true } });
    expect(await run(['publish', step('甲'), '--note', '1'])).toMatchObject({ code: 0 });
    const token = (await run(['token', '--user', 'admin@firm.example'])).out.trim();
    const admin = clientOf(server.url, { authorization: `Bearer ${token}` });
    const at = '/api/v1/tables/agreed';
    /** The server has noticed what another process made live, or made it live itself. */
    const isLive = (title: string) => expect.poll(async () => (await admin(at)).body['title'], { timeout: 20_000 }).toBe(title);
    const agree = async (number: number, title: string): Promise<void> => {
      expect((await admin(`${at}/revisions/${number}/approve`, { method: 'POST' })).status).toBeLessThan(203);
      await isLive(title);
    };
    await isLive('甲');
    for (const [place, title] of ['乙', '丙'].entries()) {
      const published = await run(['publish', step(title), '--note', title]);
      expect(published).toMatchObject({ code: 0, out: expect.stringContaining('等另一个人同意') });
      await agree(place + 2, title);
    }
    expect(await run(['rollback', 'agreed', '--to', '2'])).toMatchObject({ code: 0, out: expect.stringContaining('第 2 版已发布') });
    await isLive('乙');
    const asked = await run(['rollback', 'agreed', '--to', '1', '--note', '再往前']);
    expect(asked).toMatchObject({ code: 0, out: expect.stringContaining('第 1 版已送审，等另一个人同意') });
    expect(JSON.parse((await run(['export', 'agreed'])).out)).toMatchObject({ title: '乙' });
    await agree(1, '甲');
  });

  it('refuse another key of a removed field and an unsound file; plan tells why and is done all the same', async () => {
    expect((await run(['publish', file('unsound2.json', { ...base, title: '' }), '--note', 'x'])).err).toContain('/title');
    const typed = { ...base.record.properties, product: { title: '合作产品/服务', type: 'number', 'x-type': 'number', 'x-unique': true } };
    const path = file('typed.json', { ...base, record: { ...base.record, properties: typed } });
    expect(await run(['plan', path])).toMatchObject({ code: 0, out: expect.stringContaining('由单行文本改为数字') });
  });

  it('create a table of any JSON Schema, and tell what stayed out', async () => {
    const foreign = { properties: { 品名: { type: 'string' }, parent: { $ref: 'far.json' } } };
    const made = await run(['create', file('goods.schema.json', foreign)]);
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining('goods'), err: expect.stringContaining('/properties/parent: ') });
    expect((await run(['create', file('empty.json', { properties: {} })])).err).toContain('properties');
  });

  it('publish a new key as a new table', async () => {
    const made = await run(['publish', file('new.json', { ...base, key: 'fresh', title: '新表' }), '--note', '新建']);
    expect(made).toMatchObject({ code: 0, out: expect.stringContaining('fresh') });
    expect((await run(['export', 'fresh'])).code).toBe(0);
  });
});

describe('types', () => {
  it('of all tables, in English names with Chinese descriptions', async () => {
    const path = join(server.data, 'types.ts');
    expect((await run(['types', '--out', path])).code).toBe(0);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain('export interface Customer {');
    expect(text).toContain('客户名称');
    expect(text).not.toMatch(/NoName|\[k: string\]/);
    expect(text).toMatch(/source\?: .*'?"?expo/);
  });
  it('of the shipped templates where there are no data', async () => {
    const shipped = await run(['types'], { BIAOLI_DATA: '/nowhere/at/all' });
    expect(shipped.code).toBe(0);
    for (const name of ['Customer', 'GroupCustomer', 'BasicInfo']) expect(shipped.out).toContain(`export interface ${name} {`);
  });
});

describe('people', () => {
  it('token prints the token alone, which works at once', async () => {
    const made = await run(['token', '--user', 'STAFF1@firm.example', '--title', '脚本', '--days', '2']);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(/^b_[\w-]{43}\n$/);
    expect((await clientOf(server.url, { authorization: `Bearer ${made.out.trim()}` })('/api/v1/tables')).status).toBe(200);
  });
  it('password prints a one-time link alone', async () => {
    const made = await run(['password', '--user', 'staff1@firm.example']);
    expect(made.out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/link\/[\w-]{43}\n$/);
    expect((await fetch(made.out.trim())).status).toBe(200);
  });
  it('that are nobody, have left, or wrong numbers are refused', async () => {
    for (const email of ['nobody@firm.example', 'left@firm.example', ''])
      expect((await run(['token', '--user', email || 'x'])).code).toBe(1);
    expect((await run(['password', '--user', 'left@firm.example'])).code).toBe(1);
    expect((await run(['token', '--user', 'staff1@firm.example', '--days', 'many'])).code).toBe(1);
  });
});

describe('rows', () => {
  it('go out and come in again; refused ones are told by row', async () => {
    const source = file('rows.csv', '客户名称,联系方式,客户来源\n云峪谷茶业,13800000001,展会\n海晏堂,021 5555 1234,\n');
    const words = ['import', 'customer', source, '--user', 'manager@firm.example'];
    expect(await run([...words, '--dry-run'])).toMatchObject({ code: 0, out: expect.stringContaining('新建 2') });
    expect(await run(words)).toMatchObject({ code: 0, out: expect.stringContaining('新建 2') });
    const out = join(server.data, 'rows-out.csv');
    expect(await run(['export-rows', 'customer', '--out', out])).toMatchObject({ code: 0, out: expect.stringContaining('2 行') });
    expect(readFileSync(out, 'utf8')).toMatch(/^\ufeff.*客户名称[\s\S]*云峪谷茶业[\s\S]*海晏堂/);
    const book = join(server.data, 'rows-out.xlsx');
    expect((await run(['export-rows', 'customer', '--out', book])).code).toBe(0);
    expect(await run(['import', 'customer', book, '--user', 'manager@firm.example'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('没有变化 2'),
    });
    const faulty = file('faulty.csv', '客户名称,联系方式\n丙公司,12\n');
    const refused = await run(['import', 'customer', faulty, '--user', 'manager@firm.example']);
    expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/第 2 行 .*联系方式/) });
    expect((await run(['import', 'customer', faulty, '--user', 'staff1@firm.example'])).code).toBe(1);
    expect(await run(['import', 'customer', '/nowhere.csv', '--user', 'manager@firm.example'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('/nowhere.csv'),
    });
    expect(await run(['export-rows', 'customer', '--format', 'pdf'])).toMatchObject({ code: 1, err: expect.stringContaining('csv、xlsx') });
  });
});

describe('data', () => {
  it('dashboard names address and account, never the password', async () => {
    const shown = await run(['dashboard']);
    const secret: { password: string } = JSON.parse(readFileSync(join(server.data, 'service'), 'utf8'));
    expect(shown).toMatchObject({ code: 0, out: expect.stringMatching(/http:\/\/127\.0\.0\.1:\d+\/_\//) });
    expect(shown.out).toContain('service@biaoli.local');
    expect(shown.out).not.toContain(secret.password);
  });
  it('that are not there, and wrong settings, are named', async () => {
    const empty = makeTestFolder();
    for (const words of [['export', 'customer'], ['dashboard'], ['token', '--user', 'a@b.cd']])
      expect(await run(words, { BIAOLI_DATA: empty })).toMatchObject({ code: 1, err: expect.stringContaining(empty) });
    expect(await run(['export', 'customer'], { BIAOLI_TZ: 'Mars/Olympus' })).toMatchObject({
      code: 1,
      err: expect.stringContaining('BIAOLI_TZ'),
    });
  });
});

describe('files that are no definitions', () => {
  const unlike: readonly (readonly [string, () => string, string])[] = [
    ['not there', () => join(server.data, 'nowhere.json'), '请核对路径'],
    ['a folder', () => server.data, '不是文件'],
    ['GBK', () => bytes('gbk.json', [0x7b, 0x22, 0xbf, 0xcd, 0xbb, 0xa7, 0x22, 0x3a, 0x31, 0x7d]), '请另存为 UTF-8'],
    ['fifty megabytes', () => bytes('big.json', Buffer.alloc(50_000_000, 0x20)), '定义文件最多 8 MB'],
    ['cut off', () => file('cut.json', '{"biaoli": 1,'), '不是完整的 JSON'],
    ['another version of ours', () => file('two.json', { ...base, biaoli: 2 }), '只认识 "biaoli": 1'],
    ['deep', () => file('deep.json', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`), 'JSON 嵌套超过 100 层'],
  ];
  const bytes = (name: string, content: readonly number[] | Buffer): string => {
    writeFileSync(join(server.data, name), Buffer.from(content));
    return join(server.data, name);
  };

  it.each(unlike)('%s', async (_name, path, words) => {
    const { code, err } = await run(['plan', path()]);
    expect([code, err]).toEqual([1, expect.stringContaining(words)]);
    expect(err).not.toMatch(/\bE[A-Z]{3,}\b|Error|\bat /);
  });

  it('nor is a table made without a note, or taken back to a revision it never had', async () => {
    expect(await run(['publish', file('new.json', { ...base, key: 'fresh' }), '--note', ' '])).toMatchObject({
      code: 1,
      err: expect.stringContaining('请写一句发布说明'),
    });
    expect(await run(['rollback', 'customer', '--to', '99'])).toMatchObject({ code: 1, err: expect.stringContaining('没有第 99 版') });
  });
});
