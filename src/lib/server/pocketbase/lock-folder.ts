import { accessSync, closeSync, constants, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StartRefused } from './start-refused.ts';

/**
 * Makes the data folder ours until `release` or the end of this process: the operating system drops the lock with the process,
 * so a lock is never stale. Throws StartRefused data-not-writable or data-in-use.
 */
export function lockFolder(data: string): { release(): void } {
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    accessSync(data, constants.W_OK | constants.X_OK);
    closeSync(openSync(join(data, 'lock.sqlite'), 'a', 0o600));
  } catch (error) {
    throw new StartRefused('data-not-writable', { folder: data }, error);
  }
  const lock = new DatabaseSync(join(data, 'lock.sqlite'), { timeout: 0 });
  try {
    lock.exec('begin exclusive');
  } catch (error) {
    lock.close();
    throw new StartRefused(isBusy(error) ? 'data-in-use' : 'data-not-writable', { folder: data }, error);
  }
  return { release: () => lock.close() };
}

/** SQLITE_BUSY; anything else is a folder or a disk that does not let us write. */
const isBusy = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === 5;
