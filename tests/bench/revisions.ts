import { setTimeout as wait } from 'node:timers/promises';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import type { Client } from './ask.ts';
import { plain, sampleOf, type Figure } from './measure.ts';

const table = '/api/v1/tables/customer';
const list = `${table}/records?view=all&limit=50`;

interface Asked {
  readonly client: Client;
  readonly rows: number;
  readonly rounds: number;
}

interface Job {
  readonly state: string;
  readonly problems: readonly unknown[];
}

interface Answered {
  readonly number?: number;
  readonly job?: string;
}

const post = async (client: Client, path: string, body: unknown): Promise<Answered> =>
  JSON.parse((await client.ask(`${table}${path}`, { method: 'POST', body: JSON.stringify(body) })).text);

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
};

const ended = async (client: Client, id: string | undefined): Promise<void> => {
  if (id === undefined) return;
  for (;;) {
    const job: Job = JSON.parse((await client.ask(`${table}/jobs/${id}`)).text);
    if (job.state === 'done') return;
    if (job.state !== 'running') throw new Error(JSON.stringify(job.problems));
    await wait(50);
  }
};

/** The document that is live. */
export const live = async (client: Client): Promise<Definition> => JSON.parse((await client.ask(table)).text);

const withField = (definition: Definition, key: string, schema: FieldSchema): Definition => ({
  ...definition,
  record: { ...definition.record, properties: { ...definition.record.properties, [key]: schema } },
});

/** Stores and publishes, to the end; milliseconds of the publish alone. */
export const publish = async (client: Client, definition: Definition): Promise<number> => {
  const { number } = await post(client, '/revisions', { definition, note: 'bench' });
  return timed(async () => ended(client, (await post(client, `/revisions/${number}/publish`, {})).job));
};

/** Times of lists for as long as something goes on, and a little pause between them as people make. */
const listsDuring = async (client: Client, going: () => boolean): Promise<readonly number[]> => {
  const times: number[] = [];
  while (going()) {
    times.push(await timed(() => client.ask(list)));
    await wait(5);
  }
  return times;
};

/** The longest that a change of one row waited while something went on. */
const longestWrite = async (client: Client, work: () => Promise<number>): Promise<{ readonly longest: number; readonly took: number }> => {
  const page: { records: readonly { id: string; version: number }[] } = JSON.parse((await client.ask(`${table}/records?limit=1`)).text);
  const [row] = page.records;
  if (!row) throw new Error('no row to write');
  let isOver = false;
  let longest = 0;
  let etag = `"${row.version}"`;
  const writing = (async () => {
    for (let at = 0; !isOver; at += 1) {
      const body = JSON.stringify({ decision_maker: `第 ${at} 人` });
      const took = await timed(
        async () => (etag = (await client.ask(`${table}/records/${row.id}`, { method: 'PATCH', match: etag, body })).etag),
      );
      longest = Math.max(longest, took);
      await wait(10);
    }
  })();
  const took = await work();
  isOver = true;
  await writing;
  return { longest, took };
};

const text = (title: string): FieldSchema => ({ title, type: 'string', 'x-type': 'text' });

/** Publishing is measured at 100,000 rows; larger tables are planned only. */
const mostPublished = 300_000;

/** A plan over all rows beside lists; an additive publish; a change of type with a writer beside it, taken back. */
export const measureRevisions = async ({ client, rows, rounds }: Asked): Promise<readonly Figure[]> => {
  const definition = await live(client);
  const typed = withField(definition, 'product', { title: '合作产品/服务', type: 'number', 'x-type': 'number' });
  let left = rounds;
  const before = sampleOf(await listsDuring(client, () => (left -= 1) >= 0));
  let isOver = false;
  const planned = timed(async () => ended(client, (await post(client, '/revisions/plan', { definition: typed })).job)).finally(
    () => (isOver = true),
  );
  const during = sampleOf(await listsDuring(client, () => !isOver));
  const plan = (await planned) / 1000;
  const reading = [
    plain(`plan of a type change over ${rows.toLocaleString('en')} rows`, plan, { unit: 's', most: 60 }),
    plain('list p50 before the plan', before.p50, { unit: 'ms' }),
    plain('list p50 during the plan', during.p50, { unit: 'ms', most: Math.ceil(before.p50 * 200) / 100 }),
  ];
  if (rows > mostPublished) return reading;
  const added = await publish(client, withField(definition, `bench_${Date.now().toString(36)}`, text('新字段')));
  const wide = await live(client);
  const numbers = {
    ...wide,
    record: { ...wide.record, properties: { ...wide.record.properties, product: typed.record.properties['product'] ?? text('') } },
  };
  const retyped = await longestWrite(client, () => publish(client, numbers));
  const revisions: { readonly revisions: readonly { readonly number: number; readonly live: boolean }[] } = JSON.parse(
    (await client.ask(`${table}/revisions`)).text,
  );
  const number = revisions.revisions.find((revision) => revision.live)?.number ?? 2;
  const back = await timed(async () => ended(client, (await post(client, `/revisions/${number - 1}/rollback`, { note: 'bench' })).job));
  return [
    ...reading,
    plain('additive publish', added, { unit: 'ms', most: 1_000 }),
    plain('publish of a type change', retyped.took / 1000, { unit: 's' }),
    plain('longest write during it', retyped.longest, { unit: 'ms', most: 500 }),
    plain('rollback of it', back, { unit: 'ms' }),
  ];
};
