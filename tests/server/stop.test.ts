import { expect, it } from 'vitest';
import { addTable, addTestPeople, cookieOf, template } from '#support/firm.ts';
import { listen } from '#support/listen.ts';
import { readRunning } from '#server/pocketbase/service-file.ts';
import { isHealthy } from '#server/pocketbase/pocketbase-account.ts';
import { startTestServer } from '#support/server.ts';

it('a stop ends open event streams and leaves no PocketBase behind', { timeout: 240_000 }, async () => {
  const server = await startTestServer(async (world) => {
    await addTestPeople(world);
    await addTable(world, template('customer'));
  });
  const address = readRunning(server.data)?.address ?? '';
  const listeners = await Promise.all(
    Array.from({ length: 5 }, async () => listen(server.url, { cookie: await cookieOf(server.world, 'staff1') })),
  );
  expect(await isHealthy(address)).toBe(true);
  const [ended] = await Promise.all([Promise.all(listeners.map((listener) => listener.next())), server.stop()]);
  expect(ended).toEqual(listeners.map(() => undefined));
  expect(await isHealthy(address)).toBe(false);
});
