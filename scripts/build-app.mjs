import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, innerEnvironment, project, serverNode } from './project.mjs';
import { lastLines, run, step, Stopped } from './tell.mjs';

const sources = ['src', 'schemas', 'static', 'svelte.config.js', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'];
const stampPath = inProject('build', '.sources');

/** Builds the app when any of its sources differs from those of the last build. */
export async function buildApp() {
  const stamp = hashSources();
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp) return;
  await step('构建应用', async () => {
    const { code, output } = await run([serverNode(), inProject('node_modules', 'vite', 'bin', 'vite.js'), 'build'], {
      cwd: project,
      env: { ...innerEnvironment(), NODE_ENV: 'production' },
    });
    if (code !== 0) throw new Stopped(`构建失败。最后的输出：\n${lastLines(output)}`);
    writeFileSync(stampPath, stamp);
  });
}

/** By content, so that a touched or newly checked-out file does not mean a build. */
function hashSources() {
  const hash = createHash('sha256');
  for (const path of sources.flatMap(listFiles))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(inProject(path)))
      .update('\0');
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function listFiles(path) {
  if (!existsSync(inProject(path))) return [];
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(inProject(path), { recursive: true, encoding: 'utf8' })
    .map((name) => join(path, name))
    .filter((name) => statSync(inProject(name)).isFile())
    .sort();
}
