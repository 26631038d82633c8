import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireSettings } from '../../../scripts/settings.mjs';

const told = (environment: Record<string, string>): string => {
  try {
    requireSettings(environment);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('settings that are read before the server can speak', () => {
  it.each([
    ['PORT', 'abc'],
    ['PORT', '0'],
    ['PORT', '70000'],
    ['PORT', '0x50'],
    ['PORT', '1e3'],
    ['BIAOLI_PUBLIC_URL', 'crm.example.com'],
    ['BIAOLI_PUBLIC_URL', 'ftp://crm.example.com'],
    ['BIAOLI_PUBLIC_URL', 'https://crm.example.com/biaoli'],
    ['BODY_SIZE_LIMIT', 'much'],
    ['SHUTDOWN_TIMEOUT', 'soon'],
    ['KEEP_ALIVE_TIMEOUT', '0'],
  ])('%s=%s is named with what is allowed', (name, value) => {
    expect(told({ [name]: value })).toMatch(new RegExp(`^环境变量 ${name} 不正确：${value}。允许的值：.+。$`));
  });

  it('all wrong ones are named at once', () => {
    expect(told({ PORT: 'x', SHUTDOWN_TIMEOUT: 'x', BIAOLI_PUBLIC_URL: 'http://a.b' }).split('\n')).toHaveLength(2);
  });

  it('good ones, empty ones and none at all are taken', () => {
    expect(told({})).toBe('');
    expect(told({ PORT: ' 80 ', BIAOLI_PUBLIC_URL: '', BODY_SIZE_LIMIT: '1.5G', SHUTDOWN_TIMEOUT: '30' })).toBe('');
    expect(told({ BIAOLI_PUBLIC_URL: 'https://crm.example.com/' })).toBe('');
  });
});

describe('a start on a project that is installed and built', () => {
  let project: string;
  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'biaoli-start-'));
    cpSync('scripts', join(project, 'scripts'), { recursive: true });
    mkdirSync(join(project, 'build'));
    writeFileSync(join(project, 'build', 'index.js'), 'process.exit(Number(process.env.END_WITH));\n');
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  const script = (code: string, environment: Record<string, string> = {}): Promise<string> =>
    new Promise((done) => {
      execFile(
        process.execPath,
        ['-e', code],
        { cwd: project, env: { PATH: '/usr/bin:/bin', ...environment } },
        (_error, out, complaints) => done(out + complaints),
      );
    });
  const load = (file: string): string => `import('./scripts/${file}')`;
  const runServer = (code: number): Promise<string> =>
    script(`${load('run-server.mjs')}.then((m) => m.runServer('none')).then((code) => console.log('CODE ' + code))`, {
      END_WITH: String(code),
      PORT: '1',
    });

  it('that the server has refused in words is not told to be started again', async () => {
    expect(await runServer(3)).toBe('CODE 1\n');
  });

  it('that broke off unexpectedly is', async () => {
    expect(await runServer(7)).toMatch(/再次运行 npm start[^]*CODE 7/);
  });

  it('in a folder that cannot be written says so instead of waiting for itself', async () => {
    writeFileSync(join(project, '.cache'), 'a file where the folder would be');
    const said = await script(
      `${load('one-at-a-time.mjs')}.then((m) => m.oneAtATime(() => 1)).catch((error) => console.log(error.message))`,
    );
    rmSync(join(project, '.cache'));
    expect(said).toMatch(/^程序文件夹 .* 不能写（EEXIST|ENOTDIR）。请检查权限和磁盘空间/);
  });

  const given = (path: string): Promise<string> =>
    script(
      `${load('fetch-pocketbase.mjs')}.then((m) => m.fetchPocketbase()).then((path) => console.log('PATH ' + path), (error) => console.log(error.message))`,
      {
        BIAOLI_POCKETBASE: path,
      },
    );
  const program = (name: string, words: string): string => {
    const path = join(project, name);
    writeFileSync(path, `#!/bin/sh\necho "${words}"\n`);
    chmodSync(path, 0o755);
    return path;
  };

  it('takes a given PocketBase of our version only', async () => {
    const good = program('good', 'pocketbase version 0.40.6');
    expect(await given(good)).toBe(`PATH ${good}\n`);
    expect(await given('./good')).toMatch(/^PATH .*\/good\n$/);
    expect(await given(program('old', 'pocketbase version 0.22.1'))).toMatch(
      /BIAOLI_POCKETBASE 指向的不是 PocketBase 0\.40\.6[^]*0\.22\.1/,
    );
    expect(await given(program('silent', ''))).toMatch(/指向的不是 PocketBase/);
    expect(await given(project)).toMatch(/不存在或不可执行/);
    expect(await given(join(project, 'nothing'))).toMatch(/不存在或不可执行/);
  });
});
