import { spawn, execFile, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The folder of PocketBase's own files inside BIAOLI_DATA. */
export const pocketbaseFolder = (data: string): string => join(data, 'pocketbase');

const folderFlags = (data: string): string[] => [
  '--dir',
  pocketbaseFolder(data),
  '--hooksDir',
  join(projectFolder(), 'pb_hooks'),
  '--migrationsDir',
  join(projectFolder(), 'pb_migrations'),
];

/** Collects its garbage more eagerly above this, so that imports and exports stay small. */
const memory = { GOMEMLIMIT: '64MiB' };

/** Runs PocketBase in a process group of its own: Ctrl-C reaches our server first, which then ends it in order. */
export function spawnPocketbase(options: { binary: string; data: string; port: number; log: (line: string) => void }): ChildProcess {
  const publicDir = join(options.data, 'no-public-files');
  const listen = ['serve', '--http', `127.0.0.1:${options.port}`, '--publicDir', publicDir];
  const quiet = ['--automigrate=0', '--hooksWatch=0', '--origins', '<none>'];
  const child = spawn(options.binary, [...listen, ...folderFlags(options.data), ...quiet], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...memory, ...process.env },
  });
  const forward = (chunk: Buffer): void => options.log(chunk.toString('utf8').trimEnd());
  child.stdout.on('data', forward);
  child.stderr.on('data', forward);
  return child;
}

/**
 * Makes the service account, or gives it this password again (after a restored backup). Running servers lose their token by it.
 * The password stands behind `--`: one in 64 begins with a hyphen.
 */
export async function upsertAccount(options: { binary: string; data: string; email: string; password: string }): Promise<void> {
  await promisify(execFile)(options.binary, ['superuser', 'upsert', ...folderFlags(options.data), '--', options.email, options.password]);
}

/** A free port below the range from which systems give out outgoing ports, so that nobody takes it during a restart. */
export async function findPort(): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) return port;
  }
  throw new Error('No free port on 127.0.0.1 between 20000 and 32000');
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** Upwards from this file, because the built server lies elsewhere than the source. */
function projectFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'pb_hooks', 'main.pb.js'))) {
    if (folder === dirname(folder)) throw new Error('pb_hooks/main.pb.js is missing');
    folder = dirname(folder);
  }
  return folder;
}
