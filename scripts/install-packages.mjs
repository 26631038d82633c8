import { existsSync, readFileSync } from 'node:fs';
import { linkNode } from './link-node.mjs';
import { inProject, outerEnvironment, project } from './project.mjs';
import { lastLines, run, step, Stopped } from './tell.mjs';

/** Runs `npm ci` when node_modules is not what package-lock.json says. */
export async function installPackages() {
  if (isInstalled()) return linkNode();
  await step('安装依赖（首次约需 1 分钟）', async () => {
    const { code, output } = await run(['npm', 'ci', '--include=dev', '--no-audit', '--no-fund'], {
      cwd: project,
      env: outerEnvironment(),
    });
    if (code === 127) throw new Stopped('找不到 npm 命令。它随 Node.js 一起安装，请检查 Node.js 是否完整。');
    if (code !== 0)
      throw new Stopped(`依赖安装失败（npm ci 返回 ${code}）。请检查网络或 npm 镜像设置后重试。npm 的输出：\n${lastLines(output)}`);
    linkNode();
  });
}

/** npm writes node_modules/.package-lock.json last, so an interrupted installation is seen as none. */
function isInstalled() {
  const wanted = readPackages(inProject('package-lock.json'));
  const present = readPackages(inProject('node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([path, wish]) => path === '' || isLeftToNpm(wish) || present[path]?.version === wish.version);
}

/** @param {Wish} wish Whether npm may leave it out on this system. */
const isLeftToNpm = (wish) => Boolean(wish.optional || wish.devOptional || wish.peer || wish.extraneous);

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean, extraneous?: boolean }} Wish */

/**
 * @param {string} path of a lock file
 * @returns {Record<string, Wish>}
 */
function readPackages(path) {
  if (!existsSync(path)) return {};
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}
