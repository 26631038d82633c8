import { afterEach, beforeEach, expect, it } from 'vitest';
import { hideSamples } from '#server/http/hide-samples.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { dealTable } from '#support/secret-table.ts';
import type { RunningWorld } from '#server/wire.ts';
import { openTable, type TableAccess } from '#usecases/table/open-table.ts';

let world: RunningWorld;
const access = (person: string): TableAccess => {
  const opened = openTable(world, callerFor(world, person), 'deal');
  if (!opened) throw new Error('no table');
  return opened;
};

beforeEach(async () => {
  world = await openMemoryWorld();
  const deal = dealTable();
  const { remark, ...rest } = deal.record.properties;
  if (!remark) throw new Error('no remark');
  const properties = { ...rest, remark: { ...remark, 'x-access': { read: ['admin'] } } };
  await addTable(world, sound({ ...deal, record: { ...deal.record, properties } }));
});
afterEach(() => world.stop());

it('a plan shows managers no value of what only administrators see', () => {
  const samples = [{ id: 'a', before: '暗号', after: null }];
  const plan = {
    rows: 2,
    fields: [
      { key: 'remark', failing: 1, samples, unread: [{ text: '暗号' }] },
      { key: 'name', samples },
      { key: 'taken', fill: { from: 'remark', title: '备注' }, samples, unread: [] },
    ],
  };
  for (const told of [plan, { kind: 'plan', report: plan }]) {
    const [forManager, forAdmin] = ['manager', 'admin'].map((person) => JSON.stringify(hideSamples(access(person), told)));
    expect(forManager?.match(/暗号/g)).toHaveLength(1);
    expect(forManager).toContain('"failing":1');
    expect(forAdmin?.match(/暗号/g)).toHaveLength(4);
  }
});
