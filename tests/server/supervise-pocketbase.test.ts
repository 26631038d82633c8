import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { joinPocketbase } from '#server/pocketbase/join-pocketbase.ts';
import { upsertAccount } from '#server/pocketbase/pocketbase-process.ts';
import { readRunning, readSecret } from '#server/pocketbase/service-file.ts';
import { startPocketbase, type StartedPocketbase } from '#server/pocketbase/supervise-pocketbase.ts';
import { DatabaseUnavailable, DiskFull } from '#usecases/ports/database.ts';
import { makeTestFolder, testBinary } from '#support/open-test-pocketbase.ts';

const quiet = () => undefined;
const folders: string[] = [];
const newFolder = (): string => {
  const folder = makeTestFolder();
  folders.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const isAlive = (pid: number): boolean => {
  try {
    return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
};

const pidOf = (data: string): number => readRunning(data)?.pid ?? 0;

const insert = (id: string) => ({ text: `insert into b_settings (id, value) values (:id, 'x')`, params: { id }, changes: 1 });

describe('a supervised PocketBase', () => {
  const data = newFolder();
  let running: StartedPocketbase;
  beforeAll(async () => {
    running = await startPocketbase({ data, binary: testBinary(), log: quiet });
  });
  afterAll(() => running.stop());

  it('keeps the secret for its owner alone', () => {
    expect(statSync(join(data, 'service')).mode & 0o777).toBe(0o600);
    expect(readSecret(data)).toEqual({ email: running.email, password: running.password });
  });

  it('listens on loopback and lets nobody in without the account', async () => {
    expect(running.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    for (const route of ['read', 'write']) {
      const answer = await fetch(`${running.address}/api/biaoli/${route}`, {
        method: 'POST',
        body: '{"sql":"select 1","params":{},"statements":[]}',
      });
      expect(answer.status).toBe(401);
    }
    const people = await fetch(`${running.address}/api/collections/b_people/records`);
    expect(people.status).toBe(403);
  });

  it('refuses a second server on the same folder', async () => {
    await expect(startPocketbase({ data, binary: testBinary(), log: quiet })).rejects.toMatchObject({
      problem: { code: 'data-in-use', params: { folder: data } },
    });
    expect(await running.database.read({ text: 'select 1', params: {} })).toEqual([1]);
  });

  it('says that the disk is full, and goes on once there is room', async () => {
    const { database } = running;
    const most = (pages: number) => database.write([{ text: `pragma max_page_count = ${pages}`, params: {} }]);
    await most(1); // the size it has: the file may not grow
    const large = { text: `insert into b_settings (id, value) values ('large', hex(zeroblob(4000000)))`, params: {} };
    await expect(database.write([large])).rejects.toBeInstanceOf(DiskFull);
    await most(1_000_000_000);
    expect(await database.write([large])).toMatchObject({ ok: true });
  });

  it('is joined by the command line, which leaves it running', async () => {
    const joined = await joinPocketbase({ data, binary: testBinary(), log: quiet });
    expect(joined.address).toBe(running.address);
    expect(await joined.database.write([insert('joined')])).toMatchObject({ ok: true });
    await joined.stop();
    expect(await running.database.read({ text: `select json_quote(id) from b_settings where id = 'joined'`, params: {} })).toEqual([
      'joined',
    ]);
  });

  it('signs in again when its token is no longer taken', async () => {
    await upsertAccount({ binary: testBinary(), data, email: running.email, password: running.password });
    const reads = Array.from({ length: 5 }, () => running.database.read({ text: 'select 1', params: {} }));
    expect(await Promise.all(reads)).toEqual([[1], [1], [1], [1], [1]]);
    await upsertAccount({ binary: testBinary(), data, email: running.email, password: running.password });
    expect(await running.database.write([insert('after-token')])).toMatchObject({ ok: true });
  });

  it('gives up a read that takes too long and goes on', async () => {
    const endless = `with recursive c(n) as (select 1 union all select n + 1 from c where n < 1000000000000) select max(n) from c`;
    await expect(running.database.read({ text: endless, params: {} })).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(await running.database.read({ text: 'select 1', params: {} })).toEqual([1]);
  });

  it('loses nothing acknowledged when killed under writes, and serves again by itself', async () => {
    const acknowledged: string[] = [];
    const failures: unknown[] = [];
    const killAt = 100;
    let stopping = false;
    const writer = async (name: number): Promise<void> => {
      for (let n = 0; !stopping; n++) {
        const id = `kill-${name}-${n}`;
        try {
          const result = await running.database.write([insert(id)]);
          if (result.ok) acknowledged.push(id);
        } catch (error) {
          failures.push(error);
        }
        if (acknowledged.length >= killAt + 200) stopping = true;
        if (acknowledged.length === killAt) process.kill(pidOf(data), 'SIGKILL');
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, name) => writer(name)));
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.every((failure) => failure instanceof DatabaseUnavailable)).toBe(true);
    const stored = await running.database.read<string>({
      text: `select json_quote(id) from b_settings where id like 'kill-%'`,
      params: {},
    });
    expect(acknowledged.filter((id) => !stored.includes(id))).toEqual([]);
    // Only what was under way at the kill may be there without having been acknowledged.
    expect(stored.length - acknowledged.length).toBeLessThanOrEqual(failures.length);
  });

  it('lets reads wait while it is restarted', async () => {
    const before = pidOf(data);
    process.kill(before, 'SIGKILL');
    expect(await running.database.read({ text: 'select 1', params: {} })).toEqual([1]);
    expect(pidOf(data)).not.toBe(before);
  });
});

describe('starting and ending', () => {
  let left: number[] = [];
  afterEach(() => {
    for (const pid of left.filter(isAlive)) process.kill(pid, 'SIGKILL');
    left = [];
  });

  it('leaves no process behind, frees the folder and keeps the secret', async () => {
    const data = newFolder();
    const first = await startPocketbase({ data, binary: testBinary(), log: quiet });
    await first.database.write([insert('kept')]);
    const pid = pidOf(data);
    await first.stop();
    expect(isAlive(pid)).toBe(false);
    const second = await startPocketbase({ data, binary: testBinary(), log: quiet });
    expect(await second.database.read({ text: 'select json_quote(id) from b_settings', params: {} })).toEqual(['kept']);
    expect(second.password).toBe(first.password);
    await second.stop();
    const alone = await joinPocketbase({ data, binary: testBinary(), log: quiet });
    await alone.stop();
    expect(isAlive(pidOf(data))).toBe(false);
  });

  it('ends the PocketBase of a killed server, and no other process with its number', async () => {
    const data = newFolder();
    const first = await startPocketbase({ data, binary: testBinary(), log: quiet });
    await first.stop();
    const flags = ['--dir', join(data, 'pocketbase'), '--hooksDir', 'pb_hooks', '--migrationsDir', join(data, 'none')];
    const orphan = spawn(testBinary(), ['serve', '--http', '127.0.0.1:0', ...flags], { stdio: 'ignore', detached: true });
    const stranger = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    left = [orphan.pid ?? 0, stranger.pid ?? 0];
    const ended = once(orphan, 'exit');
    writeFileSync(join(data, 'pocketbase.json'), JSON.stringify({ pid: orphan.pid, address: 'http://127.0.0.1:1' }));
    const second = await startPocketbase({ data, binary: testBinary(), log: quiet });
    await ended;
    await second.stop();
    writeFileSync(join(data, 'pocketbase.json'), JSON.stringify({ pid: stranger.pid, address: 'http://127.0.0.1:1' }));
    const third = await startPocketbase({ data, binary: testBinary(), log: quiet });
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
    await third.stop();
  });

  it('sets the password of a folder from elsewhere again', async () => {
    const data = newFolder();
    const first = await startPocketbase({ data, binary: testBinary(), log: quiet });
    await first.stop();
    await upsertAccount({ binary: testBinary(), data, email: first.email, password: 'another-password-of-a-backup' });
    const second = await startPocketbase({ data, binary: testBinary(), log: quiet });
    expect(await second.database.read({ text: 'select 1', params: {} })).toEqual([1]);
    await second.stop();
  });

  it('says what is wrong with the folder or the binary', async () => {
    const folder = newFolder();
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const start = (data: string, binary = testBinary()) => startPocketbase({ data, binary, log: quiet });
    await expect(start(join(file, 'data'))).rejects.toMatchObject({ problem: { code: 'data-not-writable' } });
    await expect(start(folder, join(folder, 'nothing'))).rejects.toMatchObject({
      problem: { code: 'pocketbase-missing', params: { binary: join(folder, 'nothing') } },
    });
    await expect(start(folder, folder)).rejects.toMatchObject({ problem: { code: 'pocketbase-missing' } });
    const broken = join(folder, 'broken');
    writeFileSync(broken, '#!/bin/sh\necho "no such system" >&2\nexit 3\n');
    chmodSync(broken, 0o755);
    mkdirSync(join(folder, 'data'));
    await expect(start(join(folder, 'data'), broken)).rejects.toMatchObject({
      problem: { code: 'pocketbase-not-starting', params: { words: 'no such system' } },
    });
    const later = await start(join(folder, 'data'));
    await later.stop();
  });
});
