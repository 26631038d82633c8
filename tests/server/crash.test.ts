import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, type Client } from '#support/api.ts';
import { addTable, addTestPeople, template, tokenOf } from '#support/firm.ts';
import { readRunning } from '#server/pocketbase/service-file.ts';
import { startTestServer, type TestServer } from '#support/server.ts';

const at = '/api/v1/tables/customer/records';
let server: TestServer;
let staff: Client;

beforeAll(async () => {
  server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, template('customer'));
  });
  staff = clientOf(server.url, { authorization: `Bearer ${await tokenOf(server.world, 'staff1')}` });
}, 240_000);
afterAll(() => server?.stop());

describe('PocketBase killed under writes', () => {
  it('loses nothing that was answered; the service comes back by itself', async () => {
    const answered: string[] = [];
    const statuses = new Set<number>();
    let n = 0;
    const write = async (until: () => boolean): Promise<void> => {
      while (!until()) {
        const made = await staff(at, { body: { name: `写入${n++}`, phone: '13800000001' } });
        statuses.add(made.status);
        if (made.status === 201) answered.push(String(made.body['id']));
        else expect(made.codes).toEqual(['database-unavailable']);
      }
    };
    const kill = async (): Promise<void> => {
      for (let round = 0; round < 3; round++) {
        const before = answered.length;
        await expect.poll(() => answered.length, { timeout: 30_000, interval: 10 }).toBeGreaterThan(before + 40);
        const running = readRunning(server.data);
        if (running) process.kill(running.pid, 'SIGKILL');
      }
      const before = answered.length;
      await expect.poll(() => answered.length, { timeout: 30_000, interval: 10 }).toBeGreaterThan(before + 40);
    };
    let over = false;
    await Promise.all([...Array.from({ length: 8 }, () => write(() => over)), kill().finally(() => (over = true))]);
    for (const id of answered) {
      const found = await staff(`${at}/${id}`);
      expect(found.status, `${id} was answered and is lost`).toBe(200);
    }
    expect([...statuses].filter((status) => status !== 201 && status !== 503)).toEqual([]);
    const all = await staff(`${at}?count=1&limit=1`);
    expect(Number(all.body['count'])).toBeGreaterThanOrEqual(answered.length);
    const [numbers] = await server.world.db.read<readonly [number, number]>({
      text: 'select json_array(count(*), count(distinct f_customer_no)) as j from t_customer',
      params: {},
    });
    expect(numbers?.[0]).toBe(numbers?.[1]);
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  });
});
