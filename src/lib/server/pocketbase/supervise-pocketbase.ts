import type { ChildProcess } from 'node:child_process';
import { accessSync, constants, rmSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database } from '#usecases/ports/database.ts';
import { endOrphan } from './end-orphan.ts';
import { lockFolder } from './lock-folder.ts';
import { openPocketbaseDatabase } from './open-pocketbase-database.ts';
import { closeSignInAlerts, isHealthy } from './pocketbase-account.ts';
import { AccountRefused, type ServiceAccount } from './pocketbase-client.ts';
import { findPort, pocketbaseFolder, spawnPocketbase, upsertAccount } from './pocketbase-process.ts';
import { makeSecret, readSecret, secretPath, writeRunning, type ServiceSecret } from './service-file.ts';
import { StartRefused } from './start-refused.ts';

export interface StartOptions {
  /** BIAOLI_DATA. */
  readonly data: string;
  /** Path of the PocketBase binary. */
  readonly binary: string;
  readonly log: (line: string) => void;
}

export interface StartedPocketbase extends ServiceAccount {
  readonly database: Database;
  /** Closes the database, ends PocketBase and gives the data folder free. */
  stop(): Promise<void>;
}

/**
 * Starts PocketBase on the data folder and keeps it running. Throws StartRefused: data-not-writable, data-in-use, pocketbase-missing,
 * pocketbase-not-starting (with its last words).
 */
export async function startPocketbase(options: StartOptions): Promise<StartedPocketbase> {
  const settled = { ...options, data: resolve(options.data) };
  requireBinary(settled.binary);
  const lock = lockFolder(settled.data);
  try {
    if (await endOrphan(settled.data, pocketbaseFolder(settled.data)))
      settled.log('ended the PocketBase that an earlier server left behind');
    return await startLocked(settled, lock.release);
  } catch (error) {
    lock.release();
    throw isUnwritable(error) ? new StartRefused('data-not-writable', { folder: settled.data }, error) : error;
  }
}

/** A disk or folder that takes no file. */
const isUnwritable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT|EROFS|EACCES|EPERM)$/.test(String(error.code));

async function startLocked(options: StartOptions, release: () => void): Promise<StartedPocketbase> {
  const known = readSecret(options.data);
  const secret = known ?? makeSecret(options.data);
  if (!known) await makeAccount({ ...options, ...secret });
  const keeper = keepRunning(options, await findPort());
  const account = { address: keeper.address, ...secret };
  try {
    await keeper.ready();
    const database = await openDatabase(options, account);
    if (!known) await closeSignInAlerts(account);
    const stop = async (): Promise<void> => {
      await database.close();
      await keeper.stop();
      release();
    };
    return { ...account, database, stop };
  } catch (error) {
    await keeper.stop();
    throw error;
  }
}

/** The first thing PocketBase does on a new folder, so also the first to show that it cannot run here. */
async function makeAccount(account: StartOptions & ServiceSecret): Promise<void> {
  try {
    await upsertAccount(account);
  } catch (error) {
    rmSync(secretPath(account.data), { force: true });
    throw new StartRefused('pocketbase-not-starting', { words: wordsOf(error) });
  }
}

/** What the program itself said; never the command line, which holds the password. */
const wordsOf = (error: unknown): string =>
  error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim().slice(-500) : '';

/** A restored backup brings an older password with it: ours is set again. */
async function openDatabase(options: StartOptions, account: ServiceAccount): Promise<Database> {
  try {
    return await openPocketbaseDatabase(account);
  } catch (error) {
    if (!(error instanceof AccountRefused)) throw error;
    await upsertAccount({ ...options, ...account });
    return openPocketbaseDatabase(account);
  }
}

function requireBinary(binary: string): void {
  let isFile = false;
  try {
    accessSync(binary, constants.X_OK);
    isFile = statSync(binary).isFile();
  } catch (error) {
    throw new StartRefused('pocketbase-missing', { binary }, error);
  }
  if (!isFile) throw new StartRefused('pocketbase-missing', { binary });
}

interface Keeper {
  readonly address: string;
  ready(): Promise<void>;
  stop(): Promise<void>;
}

const startPatience = 20_000;
const calm = 60_000;
const longestPause = 10_000;

/** One PocketBase at a time: when it ends by itself the next one starts, at once and then with growing pauses. */
function keepRunning(options: StartOptions, port: number): Keeper {
  const address = `http://127.0.0.1:${port}`;
  const tail: string[] = [];
  let stopping = false;
  let pause = 0;
  let child: ChildProcess;
  const log = (line: string): void => {
    tail.push(line);
    if (tail.length > 20) tail.shift();
    options.log(line);
  };
  let ending = '';
  const start = (): void => {
    const begun = Date.now();
    child = spawnPocketbase({ ...options, port, log });
    child.once('error', (error) => log(error.message));
    if (child.pid !== undefined) writeRunning(options.data, { pid: child.pid, address });
    child.once('exit', (code, signal) => {
      if (stopping) return;
      pause = Date.now() - begun > calm ? 0 : Math.min(longestPause, pause === 0 ? 100 : pause * 2);
      ending = String(signal ?? code);
      options.log(`PocketBase ended (${ending}), next start in ${pause} ms`);
      setTimeout(() => stopping || start(), pause);
    });
  };
  const endNow = (): void => void child.kill('SIGKILL');
  process.once('exit', endNow);
  start();

  return {
    address,
    async ready() {
      const until = Date.now() + startPatience;
      while (!(await isHealthy(address))) {
        if (Date.now() > until || pause > 1_000)
          throw new StartRefused('pocketbase-not-starting', { words: tail.join('\n').trim() || `(${ending})` });
        await wait(20);
      }
    },
    async stop() {
      stopping = true;
      process.removeListener('exit', endNow);
      await endChild(child);
    },
  };
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await gone;
  clearTimeout(hard);
}
