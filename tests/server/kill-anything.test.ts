import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../scripts/build-app.mjs';
import { compileTable } from '#core/compile/compile-table.ts';
import { readRunning } from '#server/pocketbase/service-file.ts';
import { betweenServers } from '#support/between-servers.ts';
import { addTable, addTestPeople, callerFor, sound, tokenOf } from '#support/firm.ts';
import { startKillable, type KillableServer } from '#support/killable-server.ts';
import { makeTestFolder } from '#support/open-test-pocketbase.ts';
import { fillRows, hashRows, liveTable, valueOf, withField } from '#support/revisions.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';

const rowCount = 3_000;
const oneOf = ['expo', 'yellow', 'net'].map((id) => ({ const: id, title: `来源${id}` }));
const source = { title: '来源', type: 'string', 'x-type': 'choice', oneOf } as const;
const text = { title: '来源', type: 'string', 'x-type': 'text' } as const;
const definition = sound({
  biaoli: 1,
  key: 'firm',
  title: '客户',
  record: { type: 'object', properties: { name: { title: '名称', type: 'string', 'x-type': 'text' }, source } },
});
const table = '/api/v1/tables/firm';
const tableOne = compileTable(definition, 1);
const data = makeTestFolder();
let token = '';
let before = '';

beforeAll(async () => {
  await buildApp();
  await betweenServers(data, async (world) => {
    await addTestPeople(world);
    await addTable(world, definition);
    const rows = Array.from({ length: rowCount }, (_, at) => ({ name: `公司${at}`, source: oneOf[at % 3]?.const ?? null }));
    await fillRows(world, liveTable(world, 'firm'), rows);
    before = await hashRows(world, liveTable(world, 'firm'));
    const next = withField(world, 'firm', ['source', text]);
    valueOf(await storeRevision(world, callerFor(world, 'manager'), { key: 'firm', definition: next, note: '改为文字' }));
    token = await tokenOf(world, 'manager');
  });
}, 300_000);
afterAll(() => rmSync(data, { recursive: true, force: true }));

type Answer = Record<string, unknown> & { readonly status: number };

const ask = async ({ url }: KillableServer, path: string, body?: unknown, method = 'POST'): Promise<Answer> => {
  const asked = body === undefined ? { method: 'GET' } : { method, body: JSON.stringify(body) };
  const response = await fetch(url + table + path, {
    ...asked,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...(method === 'PUT' ? { 'if-match': '"1"' } : {}) },
  });
  const answer: Record<string, unknown> = await response.json();
  return { ...answer, status: response.status };
};

const jobsOf = async (server: KillableServer): Promise<readonly Record<string, unknown>[]> => {
  const { jobs } = await ask(server, '/jobs');
  return Array.isArray(jobs) ? jobs : [];
};

/** Nothing goes on any more. */
const settled = (server: KillableServer) =>
  expect
    .poll(
      () =>
        jobsOf(server)
          .then((jobs) => jobs.filter(({ state }) => state === 'running').length)
          .catch(() => -1),
      { timeout: 60_000, interval: 100 },
    )
    .toBe(0);

const killPocketbase = (): void => {
  const running = readRunning(data);
  if (running) process.kill(running.pid, 'SIGKILL');
};

const merge = { field: 'source', from: ['yellow'], to: 'net' };

interface Round {
  readonly what: string;
  readonly who: 'server' | 'database';
  /** Milliseconds after it was asked for. */
  readonly at: number;
  readonly path: string;
  readonly body: unknown;
}

const replace = { what: 'replace', path: '/options/replace', body: merge };
const undo = { what: 'undo', path: '', body: {} };
const publish = { what: 'publish', path: '/revisions/2/publish', body: { note: '改为文字' } };
const back = { what: 'rollback', path: '/revisions/1/rollback', body: { note: '退回' } };
const review = { what: 'review', path: '/review', body: {} };
const draft = { what: 'draft', path: '/drafts', body: { document: definition } };

/** The type is changed first, since a replacement brings revisions of its own. */
const rounds: readonly Round[] = [
  { ...publish, who: 'database', at: 60 },
  { ...publish, who: 'server', at: 120 },
  { ...back, who: 'database', at: 15 },
  { ...back, who: 'server', at: 300 },
  { ...review, who: 'database', at: 20 },
  { ...draft, who: 'server', at: 3 },
  { ...replace, who: 'database', at: 100 },
  { ...replace, who: 'server', at: 120 },
  { ...undo, who: 'database', at: 60 },
  { ...undo, who: 'server', at: 150 },
  { ...back, who: 'database', at: 100 },
];

it('whatever is killed in the middle of whatever: it finishes or never happened', { timeout: 240_000 }, async () => {
  const told: string[] = [];
  let server = await startKillable(data);
  for (const { what, who, at, path, body } of rounds) {
    const jobs = await jobsOf(server);
    const done = jobs.find(({ kind, state }) => kind === 'replace' && state === 'done');
    const address = what === 'undo' ? `/jobs/${String(done?.['id'])}/undo` : path;
    const asked = ask(server, address, body).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, at));
    if (who === 'database') killPocketbase();
    else await server.kill();
    const answer = await asked;
    if (who === 'server') server = await startKillable(data);
    await settled(server);
    const { revisions } = await ask(server, '/revisions');
    told.push(`${what} ${who} ${String(answer?.status ?? 'unanswered')}`);
    expect(JSON.stringify(revisions)).not.toContain('"publishing"');
    expect((await jobsOf(server)).filter(({ problems }) => JSON.stringify(problems).includes('internal'))).toEqual([]);
  }
  await server.kill();
  await betweenServers(data, async (world) => {
    const [yellow] = await world.db.read<readonly [number]>({
      text: `select json_array(count(*)) as j from t_firm where f_source = 'yellow'`,
      params: {},
    });
    expect([0, rowCount / 3], told.join()).toContain(yellow?.[0]);
    if (yellow?.[0] !== 0) expect(await hashRows(world, tableOne)).toBe(before);
  });
});
