import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../scripts/build-app.mjs';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import { compileTable } from '#core/compile/compile-table.ts';
import { lineBook } from '#core/compile/line-book.ts';
import { findRevision } from '#usecases/revision/revision.ts';
import { betweenServers } from '#support/between-servers.ts';
import { addTable, addTestPeople, callerFor, sound, tokenOf } from '#support/firm.ts';
import { startKillable, type KillableServer } from '#support/killable-server.ts';
import { makeTestFolder } from '#support/open-test-pocketbase.ts';
import { fillRows, hashRows, liveTable, valueOf, withField } from '#support/revisions.ts';

const rowCount = 100_000;
const rounds = 20;
const text = (title: string) => ({ title, type: 'string', 'x-type': 'text' }) as const;
const number = (title: string) => ({ title, type: 'number', 'x-type': 'number' }) as const;
const definition = sound({
  biaoli: 1,
  key: 'firm',
  title: '客户',
  record: { type: 'object', properties: { size: text('规模') } },
});
const sizeOf = (at: number): string => (at % 1000 === 7 ? '见名片' : String(at));
const table = '/api/v1/tables/firm';

const data = makeTestFolder();
let token = '';
let before = '';

beforeAll(async () => {
  await buildApp();
  await betweenServers(data, async (world) => {
    await addTestPeople(world);
    await addTable(world, definition);
    await fillRows(
      world,
      liveTable(world, 'firm'),
      Array.from({ length: rowCount }, (_, at) => ({ size: sizeOf(at) })),
    );
    before = await hashRows(world, liveTable(world, 'firm'));
    const next = withField(world, 'firm', ['size', number('规模')]);
    valueOf(await storeRevision(world, callerFor(world, 'manager'), { key: 'firm', definition: next, note: '改为数字' }));
    token = await tokenOf(world, 'manager');
  });
}, 300_000);
afterAll(() => rmSync(data, { recursive: true, force: true }));

const ask = async ({ url }: KillableServer, path: string, method = 'GET'): Promise<Record<string, unknown>> => {
  const answer: Record<string, unknown> = await (
    await fetch(`${url}${table}${path}`, { method, headers: { authorization: `Bearer ${token}` } })
  ).json();
  return answer;
};

describe('a publish of a type change on 100,000 rows, killed twenty times', () => {
  it('finishes or never happened; both forms show what they shall', async () => {
    const seen = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      const server = await startKillable(data);
      const { state, live } = await ask(server, '/revisions/2');
      seen.add(String(state));
      expect(['draft', 'publishing', 'published']).toContain(state);
      expect(live).toBe(state === 'published');
      const begun = state === 'draft' ? ask(server, '/revisions/2/publish', 'POST').catch(() => undefined) : undefined;
      await new Promise((resolve) => setTimeout(resolve, (round * 137) % 700));
      await server.kill();
      await begun;
    }
    expect(seen).toContain('publishing');
    const server = await startKillable(data);
    if ((await ask(server, '/revisions/2'))['state'] === 'draft') await ask(server, '/revisions/2/publish', 'POST');
    await expect.poll(() => ask(server, '/jobs'), { timeout: 60_000 }).toMatchObject({ jobs: [{ state: 'done', kind: 'publish' }] });
    const { jobs } = await ask(server, '/jobs');
    const bad = rowCount / 1000;
    expect(jobs).toMatchObject([{ report: { rows: rowCount, clean: rowCount - bad, lossy: 0, failing: bad, differing: { count: bad } } }]);
    await server.kill();
    await betweenServers(data, async (world) => {
      expect(liveTable(world, 'firm').revision).toBe(2);
      const first = await findRevision(world, 'firm', 1);
      const old = compileTable(definition, 1, lineBook(first?.lines ?? {}, world.tables.live('firm')?.lines ?? [], '2000-01-01'));
      expect(await hashRows(world, old)).toBe(before);
      const [sum] = await world.db.read<readonly [number, number]>({
        text: `select json_array(count(f2_size), sum(f2_size)) as j from t_firm`,
        params: {},
      });
      const sizes = Array.from({ length: rowCount }, (_, at) => Number(sizeOf(at))).filter((size) => !Number.isNaN(size));
      expect(sum).toEqual([sizes.length, sizes.reduce((total, size) => total + size, 0)]);
    });
  }, 240_000);
});
