import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { endWithNpm } from './end-with-npm.mjs';
import { fetchPocketbase } from './fetch-pocketbase.mjs';
import { findBrowser } from './find-browser.mjs';
import { installPackages } from './install-packages.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { inProject, innerEnvironment, project, requireNode, serverNode } from './project.mjs';
import { endRunning, run, Stopped, tell } from './tell.mjs';

/** @typedef {{ passed: number, failed: number }} Count */
/** @typedef {{ title: string, words: string[], report?: string, count?: (report: string) => Count }} Stage */

const reports = inProject('test-results');
const unitReport = `${reports}/vitest.json`;
const browserReport = `${reports}/playwright.json`;

/** @param {readonly string[]} words A program of node_modules, run by its own file. */
const tool = (...words) => [inProject('node_modules', words[0] ?? ''), ...words.slice(1)];

/** @type {Stage[]} */
const stages = [
  {
    title: '类型',
    words: tool('svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'),
  },
  { title: '代码规范', words: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  { title: '格式', words: tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.') },
  {
    title: '依赖方向',
    words: tool('dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'scripts', 'tests', '--config', '.dependency-cruiser.cjs'),
  },
  { title: '构建', words: [inProject('scripts', 'build.mjs')] },
  {
    title: '单元与数据库测试',
    words: tool('vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`),
    report: unitReport,
    count: countUnit,
  },
  {
    title: '浏览器测试',
    words: tool('@playwright/test/cli.js', 'test', '--reporter=list,json'),
    report: browserReport,
    count: countBrowser,
  },
];

/** Prepares like a start, then runs every stage; the very last line is `N passed, N failed`. */
async function test() {
  requireNode();
  endWithNpm();
  const env = await oneAtATime(async () => {
    await installPackages();
    const pocketbase = await fetchPocketbase();
    const browser = await findBrowser();
    await run([serverNode(), ...tool('@sveltejs/kit/svelte-kit.js', 'sync')], { cwd: project, env: innerEnvironment() });
    return { ...innerEnvironment(), BIAOLI_POCKETBASE: pocketbase, ...(browser ? { BIAOLI_CHROMIUM: browser } : {}) };
  });
  mkdirSync(reports, { recursive: true });
  const counts = [];
  for (const stage of stages)
    counts.push(await runStage(stage, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport, CI: '1', FORCE_COLOR: '0' }));
  return counts.reduce((sum, count) => ({ passed: sum.passed + count.passed, failed: sum.failed + count.failed }));
}

/** @param {Stage} stage @param {NodeJS.ProcessEnv} env @returns {Promise<Count>} */
async function runStage(stage, env) {
  const begun = Date.now();
  tell(`\n── ${stage.title}`);
  if (stage.report) rmSync(stage.report, { force: true });
  const { code } = await run([serverNode(), ...stage.words], { show: true, cwd: project, env });
  const count =
    stage.report && stage.count && existsSync(stage.report) ? stage.count(readFileSync(stage.report, 'utf8')) : { passed: 0, failed: 0 };
  // Whatever the report says, a stage that ended badly is at least one failure.
  if (code !== 0 && count.failed === 0) count.failed = 1;
  const seconds = Math.round((Date.now() - begun) / 1000);
  tell(
    `── ${stage.title}：${code === 0 ? '通过' : '未通过'}（${seconds} 秒${stage.count ? `，${count.passed} passed, ${count.failed} failed` : ''}）`,
  );
  return count;
}

/** @param {string} report @returns {Count} A test file that could not even be loaded is one failure. */
function countUnit(report) {
  /** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} */
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(report);
  const broken = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'));
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

/** @param {string} report @returns {Count} A test that passed only at the second try did not pass. */
function countBrowser(report) {
  /** @type {{ stats: { expected: number, unexpected: number, flaky: number } }} */
  const { stats } = JSON.parse(report);
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
}

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    endRunning();
    process.exit(130);
  });
}

try {
  const { passed, failed } = await test();
  tell(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
} catch (error) {
  tell(error instanceof Stopped ? error.message : String(error instanceof Error ? error.stack : error));
  tell('\n0 passed, 1 failed');
  process.exitCode = 1;
}
