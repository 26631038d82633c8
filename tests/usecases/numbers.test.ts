import { describe, expect, it } from 'vitest';
import { openMemoryWorld } from '#support/memory-world.ts';
import { addTable, callerFor, template } from '#support/firm.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { openTable } from '#usecases/table/open-table.ts';
import type { World } from '#usecases/ports/world.ts';

const make = async (world: World, name: string): Promise<string> => {
  const access = openTable(world, callerFor(world, 'staff1'), 'customer');
  if (!access) throw new Error('no table');
  const made = await createRecord(world, access, { raw: { name, phone: '13800000001' } });
  if (!made.ok) throw new Error(JSON.stringify(made));
  return String(made.value.values['customer_no']);
};

describe('customer numbers', () => {
  it('are unique and dense on each day under 200 creates at once over midnight', async () => {
    let now = Date.parse('2026-11-22T15:59:59.000Z');
    const world = await openMemoryWorld(() => now);
    await addTable(world, template('customer'));
    const numbers = await Promise.all(
      Array.from({ length: 200 }, (_, n) => {
        now += 10;
        return make(world, `客户${n}`);
      }),
    );
    expect(new Set(numbers).size).toBe(200);
    const days = Map.groupBy(numbers, (number) => number.slice(0, 9));
    expect([...days.keys()].sort()).toEqual(['C20261122', 'C20261123']);
    for (const [day, given] of days)
      expect(given.sort()).toEqual(Array.from({ length: given.length }, (_, n) => `${day}${String(n + 1).padStart(3, '0')}`));
  });

  it('leave no hole where a create is refused', async () => {
    const world = await openMemoryWorld(() => Date.parse('2026-11-22T02:00:00Z'));
    await addTable(world, template('customer'));
    expect(await make(world, '客户甲')).toBe('C20261122001');
    await expect(make(world, 'x')).rejects.toThrow('too-short');
    expect(await make(world, '客户乙')).toBe('C20261122002');
  });

  it('grow past their digits', async () => {
    const world = await openMemoryWorld(() => Date.parse('2026-11-22T02:00:00Z'));
    await addTable(world, template('customer'));
    await make(world, '客户甲');
    await world.db.write([{ text: 'update b_serials set n = 999', params: {} }]);
    expect(await make(world, '客户乙')).toBe('C202611221000');
  });
});
