import { expect, it } from 'vitest';
import { openUsageLog } from '#usecases/review/usage-log.ts';
import type { Database } from '#usecases/ports/database.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { zone } from '#support/test-people.ts';

const moment = Date.parse('2026-11-24T17:00:00Z');

const openLog = (write: Database['write']) => {
  const db: Database = { ...openMemoryDatabase(), write };
  let number = 0;
  const reported: unknown[] = [];
  const log = openUsageLog({ db, zone, now: () => moment, newId: () => `id${(number += 1)}`, report: (error) => reported.push(error) });
  return { log, reported };
};

it('adds up by field, kind and local day, and writes nothing when nothing was counted', async () => {
  const store = openMemoryDatabase();
  const { log } = openLog(store.write);
  const line = { table: 'customer', field: 'phone', kind: 'error:phone' } as const;
  log.count(line);
  log.count(line);
  log.count({ table: 'customer', field: '', kind: 'fill:30', amount: 25 });
  await log.flush();
  log.count({ ...line, times: 3 });
  await log.flush();
  await log.flush();
  log.stop();
  const rows = await store.read({ text: 'select json_array(field, kind, day, n, sum) as j from b_usage order by field', params: {} });
  expect(rows).toEqual([
    ['', 'fill:30', '2026-11-25', 1, 25],
    ['phone', 'error:phone', '2026-11-25', 5, 0],
  ]);
});

it('never fails whoever counts, and counts again when the database is back', async () => {
  const store = openMemoryDatabase();
  let away = true;
  const { log, reported } = openLog((statements) => (away ? Promise.reject(new Error('away')) : store.write(statements)));
  log.count({ table: 'customer', field: 'phone', kind: 'filter' });
  await log.flush();
  expect(reported).toHaveLength(1);
  log.count({ table: 'customer', field: 'phone', kind: 'filter' });
  away = false;
  await log.flush();
  log.stop();
  const rows = await store.read({ text: 'select json_array(kind, n) as j from b_usage', params: {} });
  expect(rows).toEqual([['filter', 2]]);
});

it('grows no further than its limit', async () => {
  const store = openMemoryDatabase();
  const { log } = openLog(store.write);
  for (let at = 0; at < 6_000; at += 1) log.count({ table: 'customer', field: `f${at}`, kind: 'filter' });
  await log.flush();
  log.stop();
  const rows = await store.read<number>({ text: 'select json(count(*)) as j from b_usage', params: {} });
  expect(rows).toEqual([5_000]);
});
