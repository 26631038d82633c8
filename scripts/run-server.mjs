import { spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { inProject, project, serverNode } from './project.mjs';
import { Stopped, tell } from './tell.mjs';

const host = () => process.env['HOST']?.trim() || '127.0.0.1';
const port = () => Number(process.env['PORT']?.trim() || 5180);

/** Where a browser on this machine finds us; 0.0.0.0 and :: are no addresses to go to. */
const localHost = () => (host() === '0.0.0.0' || host() === '::' ? '127.0.0.1' : host().includes(':') ? `[${host()}]` : host());

const address = () => (process.env['BIAOLI_PUBLIC_URL']?.trim() || `http://${localHost()}:${port()}`).replace(/\/$/, '');

/** Stops with plain words when the port is taken, before anything is built or opened. */
export async function requirePort() {
  const failure = await new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve('code' in error ? error.code : error.message));
    server.listen({ host: host(), port: port() }, () => server.close(() => resolve('')));
  });
  if (failure === 'EADDRINUSE')
    throw new Stopped(`端口 ${port()} 已被占用。请关闭占用它的程序（可能是另一个表里服务），或换一个端口：PORT=${port() + 1} npm start`);
  if (failure === 'EACCES') throw new Stopped(`没有权限使用端口 ${port()}。请换一个 1024 以上的端口：PORT=5180 npm start`);
  if (failure)
    throw new Stopped(
      `环境变量 HOST 不正确：${host()}（${failure}）。允许的值：本机的地址，例如 127.0.0.1（仅本机）或 0.0.0.0（局域网）。`,
    );
}

/** The server's exit code after it has said itself why it cannot start: starting again as it is would not help. */
const toldWhy = 3;

/** MiB. Left alone it grows as long as an export lasts: 100 MiB more, for half a second less in an import of 100,000 rows. The benchmark starts the server with it, too. */
export const youngSpace = '--max-semi-space-size=16';

/**
 * Runs the built server until it ends, passing Ctrl-C on. A server that does not end in 10 s is killed; its PocketBase goes with it.
 * @param {string} pocketbase Path of the binary.
 * @returns {Promise<number>} its exit code
 */
export async function runServer(pocketbase) {
  const watch = pathToFileURL(inProject('scripts', 'end-with-parent.mjs')).href;
  const flags = ['--disable-warning=ExperimentalWarning', youngSpace, '--import', watch];
  const child = spawn(serverNode(), [...flags, inProject('build', 'index.js')], {
    cwd: project,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32', // Ctrl-C reaches this process alone and is passed on once
    env: {
      ...process.env,
      NODE_ENV: 'production',
      BIAOLI_POCKETBASE: pocketbase,
      HOST: host(),
      PORT: String(port()),
      ORIGIN: address(),
      BODY_SIZE_LIMIT: process.env['BODY_SIZE_LIMIT']?.trim() || '128M',
      SHUTDOWN_TIMEOUT: process.env['SHUTDOWN_TIMEOUT']?.trim() || '3',
      ADDRESS_HEADER: process.env['ADDRESS_HEADER']?.trim() ?? '',
      // Longer than proxies keep theirs (nginx a minute, Caddy two): a request sent as an idle connection closes gets no answer.
      KEEP_ALIVE_TIMEOUT: process.env['KEEP_ALIVE_TIMEOUT']?.trim() || '130',
      XFF_DEPTH: process.env['XFF_DEPTH']?.trim() || '1',
    },
  });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0))));
  let asked = false;
  const end = () => {
    if (asked) return;
    asked = true;
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end);
  const code = await Promise.race([ended, answers(() => asked || child.exitCode !== null)]);
  if (code === 'answers') tell(`表里已就绪：${address()}    （按 Ctrl-C 停止）`);
  const last = await ended;
  if (!asked && last === toldWhy) return 1;
  if (!asked && last !== 0) tell(`服务意外结束（代码 ${last}）。再次运行 npm start 即可，数据不会丢失。`);
  return asked ? 0 : last;
}

/** @param {() => boolean} over @returns {Promise<'answers' | undefined>} */
async function answers(over) {
  while (!over()) {
    const open = await new Promise((resolve) => {
      const socket = connect({ host: localHost().replace(/^\[|\]$/g, ''), port: port(), timeout: 1_000 });
      const settle = (/** @type {boolean} */ value) => {
        socket.destroy();
        resolve(value);
      };
      socket.once('connect', () => settle(true));
      socket.once('error', () => settle(false));
      socket.once('timeout', () => settle(false));
    });
    if (open) return 'answers';
    await wait(25);
  }
  return undefined;
}
