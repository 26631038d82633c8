import { afterEach, beforeEach, expect, it } from 'vitest';
import { compileTable } from '#core/compile/compile-table.ts';
import type { RunningWorld } from '#server/wire.ts';
import { unfinishedJobs } from '#usecases/job/job.ts';
import { indexWork, laterNotice, manyRows, nextNight, orderIndexes, splitIndexes } from '#usecases/revision/later-indexes.ts';
import { addTable, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { liveTable } from '#support/revisions.ts';

const name = { title: '名称', type: 'string', 'x-type': 'text' } as const;
const properties = { name, day: { title: '日期', type: 'string', format: 'date', 'x-type': 'date' } } as const;
const firm = sound({ biaoli: 1, key: 'firm', title: '客户', record: { type: 'object', properties } });
const next = sound({
  ...firm,
  record: { type: 'object', properties: { ...properties, name: { ...name, 'x-unique': true } } },
  views: [{ key: 'all', title: '全部', columns: ['name'], sort: ['-day'] }],
});

let world: RunningWorld;
beforeEach(async () => {
  world = await openMemoryWorld();
  await addTable(world, firm);
});
afterEach(() => world.stop());

it('leaves list indexes of a large table for the night, never what keeps numbers unique, and says so before', async () => {
  const table = compileTable(next, 2);
  const small = await splitIndexes(world, table, manyRows);
  expect(small.later).toEqual([]);
  const large = await splitIndexes(world, table, manyRows + 1);
  expect(large.now.every((text) => text.startsWith('create unique'))).toBe(true);
  expect([...large.now, ...large.later].sort()).toEqual([...small.now].sort());
  expect(large.now).toHaveLength(1);
  expect(await laterNotice(world, table, manyRows)).toEqual([]);
  expect(await laterNotice(world, table, manyRows + 1)).toMatchObject([
    { kind: 'impact-index-later', params: { count: large.later.length } },
  ]);
});

it('sleeps until two at night in the zone of the firm and then makes what the live revision lacks', async () => {
  const night = nextNight(world);
  expect(night - world.now()).toBeGreaterThan(0);
  expect(night - world.now()).toBeLessThanOrEqual(24 * 3_600_000);
  expect(nextNight({ now: () => Date.parse('2026-11-22T17:59:00Z'), zone: 'Asia/Shanghai' })).toBe(Date.parse('2026-11-22T18:00:00Z'));
  await world.db.write(orderIndexes(world, { table: 'firm', by: '' }));
  const at = (moment: number): string => new Date(moment).toISOString();
  expect(await unfinishedJobs(world, at(night - 1))).toEqual([]);
  const [job] = await unfinishedJobs(world, at(night));
  if (!job) throw new Error('nobody wakes it');
  await world.db.write([{ text: `drop index if exists i_firm_owner__id`, params: {} }]);
  const lacking = (await splitIndexes(world, liveTable(world, 'firm'), 0)).now;
  expect(lacking).toHaveLength(1);
  expect(await indexWork(world, { job, tell: () => undefined, scan: (work) => work() })).toEqual({ state: 'done', report: { made: 1 } });
  expect((await splitIndexes(world, liveTable(world, 'firm'), 0)).now).toEqual([]);
});
