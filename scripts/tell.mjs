import { spawn } from 'node:child_process';

/** @param {string} line One line for the person at the console. */
export const tell = (line) => void process.stdout.write(`${line}\n`);

/** A step that cannot go on, in words that say how to mend it; shown without a stack. */
export class Stopped extends Error {}

/**
 * Runs a step and keeps the person informed: a line when it begins, one every ten seconds, one with the time it took.
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 100) / 10;
  tell(`· ${title}…`);
  const timer = setInterval(() => tell(`  ${title}：已用 ${Math.round(seconds())} 秒`), 10_000);
  try {
    const value = await work();
    tell(`  ${title}：完成（${seconds()} 秒）`);
    return value;
  } finally {
    clearInterval(timer);
  }
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** Ends what `run` has started and is still waiting for, together with its own children. */
export function endRunning() {
  for (const child of running) {
    if (process.platform === 'win32' || child.pid === undefined) child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  }
}

/**
 * Runs a command to its end. Output is collected, with `show` also passed on.
 * @param {readonly string[]} command
 * @param {{ show?: boolean, env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<{ code: number, output: string }>} code 127 when there is no such command
 */
export function run([program = '', ...words], { show = false, env = process.env, cwd = process.cwd() } = {}) {
  return new Promise((resolve) => {
    const windows = process.platform === 'win32';
    const child = spawn(program, words, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'], shell: windows, detached: !windows });
    running.add(child);
    let output = '';
    /** @param {Buffer} chunk */
    const collect = (chunk) => {
      output = (output + chunk.toString('utf8')).slice(-200_000);
      if (show) process.stdout.write(chunk);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const settle = (/** @type {number} */ code, /** @type {string} */ words) => {
      running.delete(child);
      resolve({ code, output: words });
    };
    child.once('error', (error) => settle(127, error.message));
    child.once('close', (code) => settle(code ?? 1, output));
  });
}

/** @param {string} output @param {number} [lines] The last lines of a command's output, set in. */
export const lastLines = (output, lines = 30) =>
  output
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .map((line) => `    ${line}`)
    .join('\n');
