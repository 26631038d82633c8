import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inProject, project } from './project.mjs';
import { Stopped, tell } from './tell.mjs';

const folder = inProject('.cache', 'preparing');
const pidPath = join(folder, 'pid');

/**
 * Installing and building change shared folders: a second start waits for the first. A lock whose holder is gone is taken over.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(work) {
  makeCache();
  for (let tries = 0; !take(); tries++) {
    if (tries === 0) tell('· 另一个启动正在准备，等待它完成…');
    if (!holderLives(tries)) rmSync(folder, { recursive: true, force: true });
    await wait(500);
  }
  const release = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.removeListener('exit', release);
    release();
  }
}

function take() {
  try {
    mkdirSync(folder);
    writeFileSync(pidPath, String(process.pid));
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false; // somebody holds it
    throw unwritable(error);
  }
  return true;
}

function makeCache() {
  try {
    mkdirSync(inProject('.cache'), { recursive: true });
  } catch (error) {
    throw unwritable(error);
  }
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && 'code' in error ? String(error.code) : String(error));

/** @param {unknown} error */
const unwritable = (error) =>
  new Stopped(`程序文件夹 ${project} 不能写（${codeOf(error)}）。请检查权限和磁盘空间，或把它复制到能写的地方再启动。`);

/** @param {number} tries A lock without a holder's number for some tries has lost its holder too. */
function holderLives(tries) {
  try {
    process.kill(Number(readFileSync(pidPath, 'utf8')), 0);
    return true;
  } catch {
    return tries < 3;
  }
}
