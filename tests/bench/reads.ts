import { measurers, people, type Measurer } from './bench-firm.ts';
import type { Client } from './ask.ts';
import { rareWord } from './invent-csv.ts';
import { againstFloor, atMost, interleave, type Figure, type Round } from './measure.ts';

export interface Reading {
  readonly clients: Readonly<Record<Measurer, Client>>;
  readonly floor: Client;
  readonly rounds: number;
}

const records = '/api/v1/tables/customer/records?limit=50';
const encoded = (condition: unknown): string => encodeURIComponent(JSON.stringify(condition));
const expo = encoded({ field: 'source', op: 'is', value: 'expo' });

/** What the floor is asked for to answer the same rows. */
const scopes: Readonly<Record<Measurer, string>> = {
  staff: 'owner=staff',
  team: `owner=${people
    .filter((person) => person.team === 'north')
    .map((person) => person.id)
    .join()}`,
  all: '',
};

interface Page {
  readonly next: string | null;
  readonly records: readonly { readonly id: string; readonly values: Readonly<Record<string, unknown>> }[];
}

/** Ends of the first twenty pages, as our cursor and as the floor takes them. */
const pageEnds = async (client: Client): Promise<readonly { readonly after: string; readonly floor: string }[]> => {
  const ends: { after: string; floor: string }[] = [];
  let path = `${records}&view=all`;
  while (ends.length < 20) {
    const page: Page = JSON.parse((await client.ask(path)).text);
    const last = page.records.at(-1);
    if (page.next === null || !last) break;
    const after = encodeURIComponent(page.next);
    ends.push({ after, floor: `day=${String(last.values['last_follow_up'])}&id=${last.id}` });
    path = `${records}&view=all&after=${after}`;
  }
  return ends;
};

/** Lists, filters and next pages of each person. */
export const measureLists = async ({ clients, floor, rounds }: Reading): Promise<readonly Figure[]> => {
  const figures: Figure[] = [];
  for (const person of measurers) {
    const client = clients[person];
    const scope = scopes[person];
    const ends = await pageEnds(client);
    const end = (round: number) => ends[round % ends.length] ?? { after: '', floor: '' };
    const pairs: readonly (readonly [string, Round, Round])[] = [
      ['list 50', () => client.ask(`${records}&view=all`), () => floor.ask(`/list?${scope}`)],
      ['filter 50', () => client.ask(`${records}&view=all&filter=${expo}`), () => floor.ask(`/list?source=expo&${scope}`)],
      [
        'next page',
        (round) => client.ask(`${records}&view=all&after=${end(round).after}`),
        (round) => floor.ask(`/list?${end(round).floor}&${scope}`),
      ],
    ];
    for (const [name, mine, theirs] of pairs) figures.push(againstFloor(`${name}, ${person}`, await interleave(rounds, [mine, theirs]), 5));
  }
  return figures;
};

const searches = [
  ['公司', '公司'],
  ['12', '12'],
  ['one character', '云'],
  ['a rare one', rareWord],
  ['a miss', '量子力学'],
] as const;

export const measureSearch = async ({ clients, rounds }: Reading): Promise<readonly Figure[]> => {
  const figures: Figure[] = [];
  for (const person of ['all', 'staff'] as const) {
    for (const [name, word] of searches) {
      const path = `${records}&view=all&q=${encodeURIComponent(word)}`;
      const [sample] = await interleave(rounds, [() => clients[person].ask(path)]);
      if (sample) figures.push(atMost(`search ${name}, ${person}`, sample, 15));
    }
  }
  return figures;
};

const conditions = [
  ['multi-choice filter', encoded({ field: 'tags', op: 'has-any', value: ['price', 'key'] })],
  ['multi-choice filter, both of two', encoded({ field: 'tags', op: 'has-all', value: ['key', 'keen'] })],
  ['text contains', encoded({ field: 'name', op: 'contains', value: '物流' })],
  ['text contains a rare word', encoded({ field: 'name', op: 'contains', value: rareWord })],
  ['long text contains a rare word', encoded({ field: 'summary', op: 'contains', value: rareWord })],
] as const;

/** Groups, multi-choice filters and text fragments. */
export const measureFilters = async ({ clients, floor, rounds }: Reading): Promise<readonly Figure[]> => {
  const figures: Figure[] = [];
  for (const [person, most] of [
    ['all', 3],
    ['team', 8],
  ] as const) {
    const samples = await interleave(Math.ceil(rounds / 4), [
      () => clients[person].ask('/api/v1/tables/customer/groups?by=source,status&measure=count'),
      () => floor.ask(`/groups?${scopes[person]}`),
    ]);
    figures.push(againstFloor(`groups source × status, ${person}`, samples, most));
  }
  for (const person of measurers) {
    for (const [name, condition] of conditions) {
      const [sample] = await interleave(Math.ceil(rounds / 2), [() => clients[person].ask(`${records}&view=all&filter=${condition}`)]);
      if (sample) figures.push(atMost(`${name}, ${person}`, sample, 20));
    }
  }
  return figures;
};
