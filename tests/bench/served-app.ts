import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openPocketbaseDatabase } from '#server/pocketbase/open-pocketbase-database.ts';
import { readRunning, readSecret } from '#server/pocketbase/service-file.ts';
import { startPocketbase } from '#server/pocketbase/supervise-pocketbase.ts';
import { youngSpace } from '../../scripts/run-server.mjs';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { testBinary } from '#support/open-test-pocketbase.ts';
import { freePort, serverSettings, zone } from '#support/server.ts';
import { seedFirm } from './bench-firm.ts';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** The built server as `npm start` runs it, with its PocketBase. */
export interface ServedApp {
  readonly url: string;
  readonly server: Watched;
  readonly pocketbase: Watched;
  /** A second world over the same database, to make tokens and sessions with. */
  readonly world: RunningWorld;
  stop(): Promise<void>;
}

/** People and the empty table, if the folder is new. */
export const prepareData = async (data: string): Promise<void> => {
  if (existsSync(`${data}/service`)) return;
  const pocketbase = await startPocketbase({ data, binary: testBinary(), log: () => undefined });
  const world = await openWorld(pocketbase.database, zone);
  await seedFirm(world);
  world.stop();
  await pocketbase.stop();
};

export const serveApp = async (data: string): Promise<ServedApp> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', youngSpace, 'build/index.js'], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env['PATH'], ...serverSettings(data, port), ORIGIN: url },
  });
  endWithUs(child);
  await untilAnswers(url, child);
  const [running, secret] = [readRunning(data), readSecret(data)];
  if (!running || !secret) throw new Error('the server left no address of its PocketBase');
  const world = await openWorld(await openPocketbaseDatabase({ address: running.address, ...secret }), zone);
  return {
    url,
    server: watch(child.pid ?? 0),
    pocketbase: watch(running.pid),
    world,
    stop: async () => {
      world.stop();
      await world.db.close();
      await endProcess(child);
    },
  };
};

/** Seconds from nothing to the first answered list, by the same command as `npm start`. */
export const timeStart = async (data: string, path: string, token: string): Promise<number> => {
  const port = await freePort();
  const begun = performance.now();
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: project,
    stdio: 'ignore',
    env: { ...process.env, ...serverSettings(data, port) },
  });
  endWithUs(child);
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error('the server ended at once');
    const answered = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } }).then(
      async (response) => (await response.text()) !== '' && response.ok,
      () => false,
    );
    if (answered) break;
    await wait(5);
  }
  const seconds = (performance.now() - begun) / 1000;
  await endProcess(child);
  return seconds;
};

const untilAnswers = async (url: string, child: ChildProcess): Promise<void> => {
  for (;;) {
    if (child.exitCode !== null) throw new Error('the server ended at once');
    if (
      await fetch(`${url}/healthz`).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    await wait(10);
  }
};

/** A fault of the benchmark leaves no process behind. */
export const endWithUs = (child: ChildProcess): void => {
  const end = (): void => void child.kill('SIGTERM');
  process.once('exit', end);
  child.once('exit', () => process.removeListener('exit', end));
};

export const endProcess = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });

/** What a process holds and has used so far, from /proc. */
export interface Watched {
  /** MiB of memory now. */
  memory(): number;
  /** Seconds of processor time. */
  cpu(): number;
}

const watch = (pid: number): Watched => ({
  memory: () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? Number.NaN) / 1024,
  cpu: () => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  },
});

/** The most memory each process held while something was done, and the processor time it took. */
export const watching = async <T>(app: ServedApp, work: () => Promise<T>) => {
  const peak = { server: 0, pocketbase: 0 };
  const look = (): void => {
    peak.server = Math.max(peak.server, app.server.memory());
    peak.pocketbase = Math.max(peak.pocketbase, app.pocketbase.memory());
  };
  const before = { server: app.server.cpu(), pocketbase: app.pocketbase.cpu() };
  const timer = setInterval(look, 50);
  const begun = performance.now();
  try {
    const value = await work();
    const seconds = (performance.now() - begun) / 1000;
    look();
    const cpu = { server: app.server.cpu() - before.server, pocketbase: app.pocketbase.cpu() - before.pocketbase };
    return { value, seconds, peak, cpu };
  } finally {
    clearInterval(timer);
  }
};
