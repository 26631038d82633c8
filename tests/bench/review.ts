import { performance } from 'node:perf_hooks';
import type { Client } from './ask.ts';
import { plain, type Figure } from './measure.ts';

interface Line {
  readonly state: string;
  readonly rows: number | null;
}

const path = '/api/v1/tables/customer/review';

/** A review of the whole table, from the press of the button to the report, and the lists that others ask for meanwhile. */
export const measureReview = async (client: Client, rows: number): Promise<readonly Figure[]> => {
  const begun = performance.now();
  const started: { readonly id: string } = JSON.parse((await client.ask(path, { method: 'POST' })).text);
  const lists: number[] = [];
  for (;;) {
    const asked = performance.now();
    await client.ask('/api/v1/tables/customer/records?view=all');
    lists.push(performance.now() - asked);
    const line: Line = JSON.parse((await client.ask(`${path}/${started.id}`)).text);
    if (line.state === 'running') continue;
    if (line.state !== 'open' || line.rows === null) throw new Error(`the review ended as ${line.state}`);
    break;
  }
  const seconds = (performance.now() - begun) / 1000;
  const middle = lists.sort((a, b) => a - b)[Math.floor(lists.length / 2)] ?? Number.NaN;
  return [
    plain('review of the whole table', seconds, { unit: 's', most: Math.max(2, (20 * rows) / 1_000_000) }),
    plain('a list while it is counted', middle, { unit: 'ms', most: 50 }),
  ];
};
