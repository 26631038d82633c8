import { spawn, type ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { buildApp } from '../../scripts/build-app.mjs';
import { openPocketbaseDatabase } from '#server/pocketbase/open-pocketbase-database.ts';
import { readRunning, readSecret } from '#server/pocketbase/service-file.ts';
import { startPocketbase } from '#server/pocketbase/supervise-pocketbase.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { makeTestFolder, testBinary } from '#support/open-test-pocketbase.ts';
import { zone } from '#support/test-people.ts';
import { waitUntilUp } from '#support/wait-until-up.ts';

export { zone };

/** The built server as a process of its own, on an empty data folder that `seed` fills before it starts. */
export interface TestServer {
  readonly url: string;
  readonly data: string;
  /** A second world over the same database, to look at and to make sessions with. */
  readonly world: RunningWorld;
  /** What the server wrote to its log. */
  log(): string;
  stop(): Promise<void>;
}

const project = fileURLToPath(new URL('../../', import.meta.url));

/** Builds the app if need be; a hook that calls this wants four minutes. */
export const startTestServer = async (seed: (world: RunningWorld) => Promise<void>): Promise<TestServer> => {
  await buildApp();
  const data = makeTestFolder();
  await seedFolder(data, seed);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'build/index.js'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...serverSettings(data, port), ORIGIN: url },
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => lines.push(chunk.toString('utf8')));
  await waitUntilUp(url, child, () => lines.join(''));
  const [running, secret] = [readRunning(data), readSecret(data)];
  if (!running || !secret) throw new Error('the server left no address of its PocketBase');
  const world = await openWorld(await openPocketbaseDatabase({ address: running.address, ...secret }), zone);
  return {
    url,
    data,
    world,
    log: () => lines.join(''),
    async stop() {
      world.stop();
      await world.db.close();
      await end(child);
      rmSync(data, { recursive: true, force: true });
    },
  };
};

export const serverSettings = (data: string, port: number): Record<string, string> => ({
  BIAOLI_DATA: data,
  BIAOLI_POCKETBASE: testBinary(),
  BIAOLI_TZ: zone,
  PORT: String(port),
  HOST: '127.0.0.1',
  BODY_SIZE_LIMIT: '128M',
  SHUTDOWN_TIMEOUT: '3',
  NODE_ENV: 'production',
});

/** People and tables are there before the server reads them. */
const seedFolder = async (data: string, seed: (world: RunningWorld) => Promise<void>): Promise<void> => {
  const pocketbase = await startPocketbase({ data, binary: testBinary(), log: () => undefined });
  try {
    const world = await openWorld(pocketbase.database, zone);
    await seed(world);
    world.stop();
  } finally {
    await pocketbase.stop();
  }
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
    });
  });

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
