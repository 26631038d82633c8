import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Stopped } from './tell.mjs';

/** The folder with package.json in it. */
export const project = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {readonly string[]} steps */
export const inProject = (...steps) => join(project, ...steps);

/** Stops with plain words on a Node that is too old even for these scripts. */
export function requireNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    throw new Stopped(`需要 Node.js 20 或更高版本，当前是 ${process.versions.node}。请到 https://nodejs.org 安装新版本后重试。`);
}

/** The Node that runs the server: 24 from node_modules, elsewhere the system's if it is 22.17 or newer. */
export function serverNode() {
  const own = inProject('node_modules', '.bin', 'node');
  if (process.platform === 'linux' && existsSync(own)) return own;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 17)) return process.execPath;
  throw new Stopped(`在此系统上运行服务需要 Node.js 22.17 或更高版本（建议 24），当前是 ${process.versions.node}。请升级后重试。`);
}

/** PATH without our own node_modules, for commands that replace it. */
export function outerEnvironment() {
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => !folder.startsWith(inProject('node_modules')));
  return { ...process.env, PATH: path.join(delimiter) };
}

/** PATH with the Node of node_modules first, for everything that is built or tested. */
export function innerEnvironment() {
  return { ...process.env, PATH: `${inProject('node_modules', '.bin')}${delimiter}${outerEnvironment().PATH}` };
}
