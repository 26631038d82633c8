import type { Definition, FieldAccess } from '#core/definition/definition.ts';
import type { Client } from './ask.ts';
import { measurers, type Measurer } from './bench-firm.ts';
import { rareWord } from './invent-csv.ts';
import { atMost, interleave, plain, type Figure } from './measure.ts';
import { live, publish } from './revisions.ts';
import type { ServedApp } from './served-app.ts';

interface Asked {
  readonly clients: Readonly<Record<Measurer, Client>>;
  readonly rounds: number;
}

const records = '/api/v1/tables/customer/records?limit=50&view=all';
const common = [
  ['公司', '公司'],
  ['12', '12'],
  ['one character', '云'],
] as const;
const scarce = [
  ['a rare one', rareWord],
  ['a miss', '量子力学'],
  ['letters', 'zzqx'],
] as const;

/** A field of texts is kept from all but administrators, and staff see every row. */
const restricted = (definition: Definition): Definition => {
  const kept: FieldAccess = { read: ['admin'] };
  const { properties } = definition.record;
  const next_step = properties['next_step'];
  if (!next_step) throw new Error('no field to keep');
  return {
    ...definition,
    record: { ...definition.record, properties: { ...properties, next_step: { ...next_step, 'x-access': kept } } },
    access: { ...definition.access, roles: { ...definition.access.roles, staff: { ...definition.access.roles?.staff, read: 'all' } } },
  };
};

/** Processor time of both processes for one answer, which a busy machine does not lengthen. In milliseconds. */
const processorOf = async (app: ServedApp, rounds: number, ask: () => Promise<unknown>): Promise<number> => {
  const spent = (): number => app.server.cpu() + app.pocketbase.cpu();
  const before = spent();
  for (let round = 0; round < rounds; round += 1) await ask();
  return ((spent() - before) * 1000) / rounds;
};

interface Page {
  readonly next: string | null;
  readonly unfinished?: true;
}

/** Milliseconds until all rows are looked through, and in how many answers. */
const lookThrough = async (client: Client, path: string): Promise<{ readonly took: number; readonly answers: number }> => {
  const begun = performance.now();
  for (let after = '', answers = 1; ; answers += 1) {
    const page: Page = JSON.parse((await client.ask(`${path}${after}`)).text);
    if (page.unfinished !== true || page.next === null) return { took: performance.now() - begun, answers };
    after = `&after=${encodeURIComponent(page.next)}`;
  }
};

/**
 * Searches of people from whom a searchable field is kept: staff with all rows in reach, a manager with half. An administrator, from whom
 * nothing is kept, asks beside them.
 */
export const measureRestricted = async ({ clients, rounds }: Asked, app: ServedApp): Promise<readonly Figure[]> => {
  const before = await live(clients.all);
  await publish(clients.all, restricted(before));
  const figures: Figure[] = [];
  for (const [name, word] of common) {
    const path = `${records}&q=${encodeURIComponent(word)}`;
    const samples = await interleave(
      rounds,
      measurers.map((person) => () => clients[person].ask(path)),
    );
    for (const [at, person] of measurers.entries()) {
      const sample = samples[at];
      if (!sample) continue;
      const title = `${person === 'all' ? 'search' : 'restricted search'} ${name}, ${person}`;
      figures.push(atMost(title, sample, 50));
      const spent = await processorOf(app, rounds, () => clients[person].ask(path));
      figures.push(plain(`${title}: processor time of one`, spent, { unit: 'ms' }));
    }
  }
  for (const [name, word] of scarce) {
    const title = `restricted search ${name}, staff, through all rows`;
    const path = `${records}&q=${encodeURIComponent(word)}`;
    let took = Number.NaN;
    let answers = 0;
    const spent = await processorOf(app, 1, async () => ({ took, answers } = await lookThrough(clients.staff, path)));
    figures.push(plain(`${title} in ${answers} answers`, took, { unit: 'ms' }));
    figures.push(plain(`${title}: processor time`, spent, { unit: 'ms' }));
  }
  await publish(clients.all, before);
  return figures;
};
