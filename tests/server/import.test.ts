import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRunning } from '#server/pocketbase/service-file.ts';
import { clientOf, sendFile as send, type Answer, type Client } from '#support/api.ts';
import { addTable, addTestPeople, template, tokenOf } from '#support/firm.ts';
import { startTestServer, type TestServer } from '#support/server.ts';
import { gbkBytes, oleFile, written, zipBomb } from '#support/ugly-workbooks.ts';

let server: TestServer;
let admin: Client;
let staff: Client;
let token = '';

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, template('customer'));
  });
  token = await tokenOf(server.world, 'admin');
  admin = clientOf(server.url, { authorization: `Bearer ${token}` });
  staff = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'staff1')}` });
}, 240_000);
afterAll(() => server?.stop());

const count = async (table = 'customer'): Promise<unknown> =>
  (await admin(`/api/v1/tables/${table}/records?limit=1&count=1`)).body['count'];

describe('files that are none', () => {
  const ugly: readonly (readonly [string, string, Uint8Array | string, string])[] = [
    ['an empty one', 'file-empty', '', 'a.xlsx'],
    ['an encrypted workbook', 'workbook-encrypted', oleFile('EncryptedPackage', 'EncryptionInfo'), 'a.xlsx'],
    ['a zip bomb', 'workbook-unpacks-too-large', zipBomb(), 'a.xlsx'],
    ['a picture', 'not-a-spreadsheet', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'a.xlsx'],
    ['half a workbook', 'workbook-broken', written([['客户名称'], ['云峪谷']]).slice(0, 900), 'a.xlsx'],
  ];
  it.each(ugly)('%s is refused: %s', async (_name, code, bytes, name) => {
    const answer = await send(admin, '/api/v1/tables/from-workbook', bytes, name);
    expect(answer.status).toBe(422);
    expect(answer.codes).toEqual([code]);
  });

  it('a form without a file, another content, nobody', async () => {
    expect((await admin('/api/v1/uploads', { body: {} })).codes).toEqual(['upload-form']);
    expect((await send(clientOf(server.url, {}), '/api/v1/uploads', 'a,b')).status).toBe(401);
    expect((await send(staff, '/api/v1/tables/from-workbook', '客户名称\n云峪谷')).codes).toEqual(['no-right-tables']);
    expect((await send(staff, '/api/v1/tables/customer/imports', '客户名称\n云峪谷')).codes).toEqual(['no-right-import']);
    expect((await send(admin, '/api/v1/tables/nothere/imports', '客户名称\n云峪谷')).status).toBe(404);
  });
});

describe('files that are hard', () => {
  it('GBK, formulas in a csv and 1,000 columns become tables', async () => {
    const gbk = await send(admin, '/api/v1/tables/from-workbook', gbkBytes(), '旧名单.csv');
    expect(gbk.status).toBe(201);
    const [row] = rowsOf(await admin(`/api/v1/tables/${String(gbk.body['table'])}/records`));
    expect(Object.values(row ?? {})).toEqual(expect.arrayContaining(['张三', '13800138000']));
    const formulas = await send(admin, '/api/v1/tables/from-workbook', '名称,备注\n甲,=1+1\n乙,"=cmd|\'/c calc\'!A0"', '公式.csv');
    const table = String(formulas.body['table']);
    expect(rowsOf(await admin(`/api/v1/tables/${table}/records`)).flatMap(Object.values)).toEqual(expect.arrayContaining(['=1+1']));
    const exported = await admin(`/api/v1/tables/${table}/export.csv`);
    expect(exported.text).toContain("'=1+1");
    const wide = Array.from({ length: 1000 }, (_, at) => `列${at}`).join(',');
    const made = await send(admin, '/api/v1/tables/from-workbook', `${wide}\n${wide.replaceAll('列', '值')}`, '宽表.csv');
    expect(made.status).toBe(201);
    const definition = await admin(`/api/v1/tables/${String(made.body['table'])}`);
    expect(Object.keys(Object(Object(definition.body['record'])['properties'])).length).toBeLessThanOrEqual(400);
  });
});

describe('the database is killed', () => {
  it('in the middle of an import: it is told, and nothing of it stays', async () => {
    const rows = Array.from({ length: 40_000 }, (_, at) => `公司第${at}号,1200000${String(at).padStart(4, '0')},林晓`);
    const before = await count();
    const upload = await send(admin, '/api/v1/uploads', ['客户名称,联系方式,跟进人', ...rows].join('\n'));
    const begun = await admin(`/api/v1/uploads/${String(upload.body['upload'])}/import`, { body: { table: 'customer', sheet: 0 } });
    expect(begun.status).toBe(202);
    const report = async (): Promise<Record<string, unknown>> => (await admin(`/api/v1/imports/${String(begun.body['import'])}`)).body;
    await expect.poll(async () => Number((await report())['read']), { timeout: 60_000, interval: 20 }).toBeGreaterThan(3000);
    // A death between two chunks is bridged and the import goes on: then the next one hits it.
    const kill = async (): Promise<unknown> => {
      const { state } = await report();
      const database = readRunning(server.data);
      if (state === 'running' && database) process.kill(database.pid, 'SIGKILL');
      return state;
    };
    await expect.poll(kill, { timeout: 90_000, interval: 500 }).toBe('failed');
    expect(await report()).toMatchObject({ words: expect.stringContaining('什么都没写入') });
    expect(await count()).toBe(before);
    const stored = await fetch(`${server.url}/api/v1/tables/customer/records?q=${encodeURIComponent('公司第')}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await stored.json()).toMatchObject({ records: [] });
  }, 180_000);
});

const rowsOf = (answer: Answer): readonly Record<string, unknown>[] => {
  const { records } = answer.body;
  return Array.isArray(records) ? records.map((record: { values: Record<string, unknown> }) => record.values) : [];
};
