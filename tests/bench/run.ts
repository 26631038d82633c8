import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { buildApp } from '../../scripts/build-app.mjs';
import { openClient, type Client } from './ask.ts';
import { tokenFor } from './bench-firm.ts';
import { measureDesigner } from './designer.ts';
import { measurePage } from './page.ts';
import { asMarkdown, plain, type Figure } from './measure.ts';
import { measureFilters, measureLists, measureSearch } from './reads.ts';
import { measureRestricted } from './restricted.ts';
import { measureReview } from './review.ts';
import { prepareData, serveApp, timeStart, type ServedApp } from './served-app.ts';
import { startFloor } from './start-floor.ts';
import { fillTable, measureExports, measureImports } from './transfers.ts';
import { measureRevisions } from './revisions.ts';
import { measureWrites } from './writes.ts';

/**
 * `npm run bench -- [PART …] [--rows 100000] [--rounds 200] [--only lists,search,restricted,filters,writes,page,designer,review,exports,imports,revisions,start] [--data FOLDER]`
 * A given data folder is kept and, where it is filled already, used again.
 */
const { values: asked, positionals: parts } = parseArgs({
  allowPositionals: true,
  options: { rows: { type: 'string' }, rounds: { type: 'string' }, only: { type: 'string' }, data: { type: 'string' } },
});
const rows = Number(asked.rows ?? 100_000);
const rounds = Number(asked.rounds ?? 200);
const only = parts.length > 0 ? parts : asked.only?.split(',');
const wanted = (part: string): boolean => only?.includes(part) ?? true;

const tell = (line: string): void => void process.stderr.write(`${line}\n`);
const figures: Figure[] = [];
const add = async (part: string, measure: () => Promise<readonly Figure[]>): Promise<void> => {
  if (!wanted(part)) return;
  const found = await measure();
  figures.push(...found);
  for (const { name, value, ratio, met } of found)
    tell(`${name}: ${value}${ratio ? ` (${ratio} × floor)` : ''}${met === false ? '  MISSED' : ''}`);
};

const isFilled = async (client: Client): Promise<boolean> => {
  const { records }: { records: readonly unknown[] } = JSON.parse((await client.ask('/api/v1/tables/customer/records?limit=1')).text);
  return records.length > 0;
};

/** Rows go in over HTTP by the first server; a fresh one is measured. */
const fill = async (data: string, folder: string): Promise<void> => {
  const app = await serveApp(data);
  const token = await tokenFor(app.world, 'all');
  const client = openClient(app.url, token);
  if (!(await isFilled(client))) {
    tell(`filling the table with ${rows.toLocaleString('en')} rows`);
    const filled = await fillTable({ app, client, token, folder, rows });
    await add('imports', () => Promise.resolve(filled));
  }
  await client.close();
  await app.stop();
};

const idleMemory = async (app: ServedApp, client: Client): Promise<readonly Figure[]> => {
  await client.ask('/api/v1/tables/customer/records?view=all');
  await wait(5_000);
  return [plain('idle memory of both processes', app.server.memory() + app.pocketbase.memory(), { unit: 'MiB', most: 140 })];
};

const measureAll = async (data: string, folder: string): Promise<void> => {
  const app = await serveApp(data);
  const tokens = {
    staff: await tokenFor(app.world, 'staff'),
    team: await tokenFor(app.world, 'team'),
    all: await tokenFor(app.world, 'all'),
  };
  const clients = {
    staff: openClient(app.url, tokens.staff),
    team: openClient(app.url, tokens.team),
    all: openClient(app.url, tokens.all),
  };
  await add('start', () => idleMemory(app, clients.all));
  const needsFloor = ['lists', 'filters', 'writes'].some(wanted);
  const floor = needsFloor ? await startFloor(data) : undefined;
  const reading = { clients, floor: floor?.client ?? clients.all, rounds };
  await add('page', () => measurePage(app));
  await add('designer', () => measureDesigner(app, clients.all));
  await add('lists', () => measureLists(reading));
  await add('search', () => measureSearch(reading));
  await add('filters', () => measureFilters(reading));
  await add('restricted', () => measureRestricted(reading, app));
  await add('writes', () => measureWrites(reading, app));
  await floor?.stop();
  await add('review', () => measureReview(clients.all, rows));
  const transfer = { app, client: clients.all, token: tokens.all, folder, rows };
  await add('exports', () => measureExports(transfer));
  await add('imports', () => measureImports(transfer));
  await add('revisions', () => measureRevisions({ client: clients.all, rows, rounds }));
  for (const client of Object.values(clients)) await client.close();
  await app.stop();
  const path = '/api/v1/tables/customer/records?view=all';
  const starts: number[] = [];
  await add('start', async () => {
    for (let round = 0; round < 3; round += 1) starts.push(await timeStart(data, path, tokens.all));
    return [plain('start from a built tree to the first list', starts.sort((a, b) => a - b)[1] ?? Number.NaN, { unit: 's', most: 1 })];
  });
};

await buildApp();
const folder = asked.data ?? mkdtempSync(join(tmpdir(), 'biaoli-bench-'));
const data = join(folder, 'data');
mkdirSync(data, { recursive: true });
try {
  await prepareData(data);
  await fill(data, folder);
  await measureAll(data, folder);
} finally {
  if (asked.data === undefined) rmSync(folder, { recursive: true, force: true });
}
const [processor] = cpus();
process.stdout.write(
  `${rows.toLocaleString('en')} rows, ${rounds} rounds; ${cpus().length} × ${processor?.model ?? ''}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}\n\n${asMarkdown(figures)}\n`,
);
