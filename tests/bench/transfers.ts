import { createWriteStream, openAsBlob } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Client } from './ask.ts';
import { inventCsv } from './invent-csv.ts';
import { plain, type Figure } from './measure.ts';
import { watching, type ServedApp } from './served-app.ts';

export interface Transfer {
  readonly app: ServedApp;
  readonly client: Client;
  readonly token: string;
  readonly folder: string;
  readonly rows: number;
}

type Watching = Awaited<ReturnType<typeof watching<unknown>>>;

const used = (
  name: string,
  { peak, cpu }: Watching,
  most: Partial<Record<'server' | 'pocketbase' | 'both', number>>,
): readonly Figure[] => [
  plain(`${name}: memory of the server, worker included`, peak.server, { unit: 'MiB', ...(most.server ? { most: most.server } : {}) }),
  plain(`${name}: memory of both processes`, peak.server + peak.pocketbase, { unit: 'MiB', ...(most.both ? { most: most.both } : {}) }),
  plain(`${name}: processor time of the server and PocketBase`, cpu.server + cpu.pocketbase, { unit: 's' }),
];

/** An upload takes 100 MB. */
const mostRows = 200_000;

/** Fills the shipped table, which is empty but has its indexes; the figures are those of the first file. */
export const fillTable = async ({ app, client, folder, rows }: Transfer): Promise<readonly Figure[]> => {
  const path = `${folder}/customers.csv`;
  const figures: Figure[] = [];
  for (let from = 0; from < rows; from += mostRows) {
    const part = Math.min(mostRows, rows - from);
    await inventCsv(path, { rows: part, from });
    const found = await importInto(app, client, { name: 'csv import into the empty shipped table', path, rows: part, least: 6_000 });
    if (from === 0) figures.push(...found);
  }
  return figures;
};

interface Import {
  readonly name: string;
  readonly path: string;
  readonly rows: number;
  readonly least: number;
}

const importInto = async (app: ServedApp, client: Client, { name, path, rows, least }: Import): Promise<readonly Figure[]> => {
  const content = await openAsBlob(path);
  const watched = await watching(app, () => client.upload('/api/v1/tables/customer/imports', { name: 'customers.csv', content }));
  expectRows(watched.value, rows);
  return [plain(name, rows / watched.seconds, { unit: 'rows/s', least }), ...used(name, watched, {})];
};

const expectRows = (body: Readonly<Record<string, unknown>>, rows: number): void => {
  const { report } = body;
  const created = typeof report === 'object' && report !== null && 'created' in report ? report.created : 0;
  if (created !== rows) throw new Error(`${String(created)} of ${rows} rows came in: ${JSON.stringify(body).slice(0, 2_000)}`);
};

/** A table from a file in one request, as a person's first import does it. */
const makeTable = async (app: ServedApp, client: Client, path: string, name: string) => {
  const content = await openAsBlob(path);
  return watching(app, () => client.upload('/api/v1/tables/from-workbook', { name, content }));
};

export const measureExports = async ({ app, client, token, folder }: Transfer): Promise<readonly Figure[]> => {
  const base = '/api/v1/tables/customer/export';
  const csv = await watching(app, () => client.drain(`${base}.csv`));
  const xlsx = await watching(app, () => client.drain(`${base}.xlsx`));
  const again = await fetch(`${app.url}${base}.xlsx`, { headers: { authorization: `Bearer ${token}` } });
  if (!again.body) throw new Error('an empty export');
  await pipeline(Readable.from(again.body), createWriteStream(`${folder}/customers.xlsx`));
  return [
    plain('csv of all rows', csv.seconds, { unit: 's', most: 2.5 }),
    ...used('csv of all rows', csv, { both: 400 }),
    plain('xlsx of all rows', xlsx.seconds, { unit: 's', most: 6 }),
    ...used('xlsx of all rows', xlsx, { both: 400 }),
  ];
};

/** New tables from csv and xlsx, and more rows into the full table; after `measureExports`, whose workbook it reads. */
export const measureImports = async ({ app, client, folder, rows }: Transfer): Promise<readonly Figure[]> => {
  const csv = await makeTable(app, client, `${folder}/customers.csv`, 'new-customers.csv');
  expectRows(csv.value, rows);
  const more = Math.ceil(rows / 4);
  await inventCsv(`${folder}/more.csv`, { rows: more, from: rows * 2 });
  const full = await importInto(app, client, { name: 'csv import, full table', path: `${folder}/more.csv`, rows: more, least: 6_000 });
  const xlsx = await makeTable(app, client, `${folder}/customers.xlsx`, 'new-customers.xlsx');
  return [
    plain('csv import, new table', rows / csv.seconds, { unit: 'rows/s', least: 10_000 }),
    ...used('csv import, new table', csv, {}),
    ...full,
    plain('xlsx import, new table', xlsx.seconds, { unit: 's', most: 25 }),
    ...used('xlsx import, new table', xlsx, { server: 1024 + 350 }),
  ];
};
