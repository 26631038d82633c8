import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { freePort, serverSettings } from '#support/server.ts';
import { waitUntilUp } from '#support/wait-until-up.ts';

/** The built server on a data folder that outlives it, to be ended the hard way. */
export interface KillableServer {
  readonly url: string;
  /** SIGKILL, and waits until the process is gone; its PocketBase is left to the next start. */
  kill(): Promise<void>;
}

const project = fileURLToPath(new URL('../../', import.meta.url));

export const startKillable = async (data: string): Promise<KillableServer> => {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'build/index.js'], {
    cwd: project,
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], ...serverSettings(data, port), ORIGIN: url },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await waitUntilUp(url, child);
  return {
    url,
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
};
