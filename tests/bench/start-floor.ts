import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openClient, type Client } from './ask.ts';
import { endProcess, endWithUs } from './served-app.ts';

export interface Floor {
  readonly client: Client;
  stop(): Promise<void>;
}

/** The floor in a process of its own, over a copy of the rows. */
export const startFloor = async (data: string): Promise<Floor> => {
  const own = `${data}/floor.db`;
  for (const ending of ['', '-wal', '-shm']) rmSync(own + ending, { force: true });
  const script = fileURLToPath(new URL('floor.ts', import.meta.url));
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, `${data}/pocketbase/data.db`, own], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  endWithUs(child);
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (piece: Buffer) => resolve(/port (\d+)/.exec(piece.toString('utf8'))?.[1] ?? ''));
    child.once('exit', (code) => reject(new Error(`the floor ended (${code})`)));
  });
  const client = openClient(`http://127.0.0.1:${port}`);
  return {
    client,
    stop: async () => {
      await client.close();
      await endProcess(child);
      for (const ending of ['', '-wal', '-shm']) rmSync(own + ending, { force: true });
    },
  };
};
