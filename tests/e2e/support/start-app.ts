import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface App {
  readonly url: string;
  /** Everything the server has said on its console so far. */
  said(): string;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** The built server (folder `build`, or BIAOLI_BUILD) on an empty temporary data folder and a port of its own. */
export const startApp = async (environment: Readonly<Record<string, string>> = {}): Promise<App> => {
  const data = mkdtempSync(join(tmpdir(), 'biaoli-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const build = resolve(process.env['BIAOLI_BUILD'] ?? 'build', 'index.js');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', build], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      ORIGIN: url,
      BODY_SIZE_LIMIT: '128M',
      KEEP_ALIVE_TIMEOUT: '300', // a request sent on a connection that closes at this moment (5 s by itself) fails without an answer
      BIAOLI_DATA: data,
      BIAOLI_PUBLIC_URL: url,
      ...environment,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (output += piece.toString()));
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const listening = new Promise<void>((done) => {
    child.stdout.on('data', () => {
      if (output.includes('Listening on')) done();
    });
  });
  const first = await Promise.race([listening.then(() => 'up'), ended.then(() => 'down')]);
  if (first === 'down') {
    rmSync(data, { recursive: true, force: true });
    throw new Error(`the server did not start:\n${output}`);
  }
  return {
    url,
    said: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
};
