import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The secret of the service account; made once for a data folder and never changed by a start. */
export interface ServiceSecret {
  readonly email: string;
  readonly password: string;
}

/** The PocketBase that was started last on a data folder; it may be gone. */
export interface RunningPocketbase {
  readonly pid: number;
  readonly address: string;
}

/** Where the secret lies in the data folder. */
export const secretPath = (data: string): string => join(data, 'service');
const runningPath = (data: string): string => join(data, 'pocketbase.json');

export function readSecret(data: string): ServiceSecret | undefined {
  return readJson<ServiceSecret>(secretPath(data));
}

/** Readable by its owner alone (0600). */
export function makeSecret(data: string): ServiceSecret {
  const secret = { email: 'service@biaoli.local', password: randomBytes(32).toString('base64url') };
  writeWhole(secretPath(data), secret);
  return secret;
}

export function readRunning(data: string): RunningPocketbase | undefined {
  return readJson<RunningPocketbase>(runningPath(data));
}

export function writeRunning(data: string, running: RunningPocketbase): void {
  writeWhole(runningPath(data), running);
}

function readJson<T>(path: string): T | undefined {
  if (!existsSync(path)) return undefined;
  const value: T = JSON.parse(readFileSync(path, 'utf8'));
  return value;
}

function writeWhole(path: string, value: unknown): void {
  writeFileSync(`${path}.new`, JSON.stringify(value), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
