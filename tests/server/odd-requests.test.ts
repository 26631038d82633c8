import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Client } from '#support/api.ts';
import { addTable, addTestPeople, template, tokenOf } from '#support/firm.ts';
import { startTestServer, type TestServer } from '#support/server.ts';

const at = '/api/v1/tables/customer/records';
let server: TestServer;
let staff: Client;
let token = '';

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, template('customer'));
  });
  token = await tokenOf(server.world, 'staff1');
  staff = clientOf(server.url, { authorization: `Bearer ${token}` });
}, 240_000);
afterAll(() => server?.stop());

/** Sends bytes as they are, which fetch would tidy up first; answers the status line. */
const sendRaw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString('utf8')));
    socket.once('close', () => resolve(answer));
    socket.once('error', reject);
    socket.write(text);
  });
const rawGet = (path: string, more = '') =>
  sendRaw(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n${more}\r\n`);

describe('addresses that no client of ours would send', () => {
  it.each([
    '/api/v1/tables/%E0%A4%A',
    '/api/v1/tables/%',
    `${at}/%ff`,
    `${at}/%00`,
    '/api/v1/tables/a%2f..%2fb',
    `/api/v1/tables/${'x'.repeat(4_000)}`,
  ])('%s is refused without a word of the inside', async (path) => {
    const answer = await rawGet(path);
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(answer).not.toMatch(/\bat .+\.js:\d+|node_modules|\/tmp\//);
  });
  it('parameters that do not decode are taken as they stand', async () => {
    expect(await rawGet(`${at}?q=%E0%A4%A`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await rawGet(`${at}?filter=%E0%A4%A`)).toMatch(/^HTTP\/1\.1 422 /);
  });
});

describe('methods', () => {
  it('HEAD answers like GET without a body, unknown methods are refused', async () => {
    const head = await fetch(server.url + at, { method: 'HEAD', headers: { authorization: `Bearer ${token}` } });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(await sendRaw(`BREW ${at} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 40[05] /);
    for (const method of ['PUT', 'DELETE', 'PATCH']) {
      const refused = await staff(at, { method });
      expect([refused.status, refused.headers.get('allow')]).toEqual([405, expect.stringContaining('POST')]);
    }
  });
});

describe('a body that ends early', () => {
  it('leaves the server as it was', async () => {
    const length = 1_000;
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
      socket.write(
        `POST ${at} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n{"name":`,
        () => {
          socket.destroy();
          resolve();
        },
      );
    });
    expect((await staff('/api/v1/tables')).status).toBe(200);
  });
});

describe('every answer', () => {
  it('is private, and carries the headers that keep browsers careful', async () => {
    for (const path of ['/api/v1/tables', at, '/api/v1/nowhere']) {
      const { headers } = await staff(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toContain('no-store');
    }
  });
  it('speaks the language that is asked for', async () => {
    const response = await fetch(`${server.url}/api/v1/tables`, { headers: { 'accept-language': 'en-GB' } });
    const body: unknown = await response.json();
    expect(body).toMatchObject({ status: 401, title: expect.stringMatching(/^[\x20-\x7e]+$/) });
  });
});

describe('the log', () => {
  it('holds no value of a customer and no token', async () => {
    await staff(at, { body: { name: '绝不入日志', phone: '13800000001', owner: 'nobody' } });
    await staff(`${at}?q=绝不入日志`);
    expect(server.log()).not.toContain('绝不入日志');
    expect(server.log()).not.toContain(token);
  });
});
