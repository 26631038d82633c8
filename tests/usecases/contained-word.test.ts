import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { evaluate } from '#core/condition/evaluate.ts';
import { containedWord } from '#core/query/contained-word.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { addTable, addTestPeople, callerFor, template } from '#support/firm.ts';
import { valueOf } from '#support/import-desk.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { listRecords } from '#usecases/record/list-records.ts';
import { openTable, type TableAccess } from '#usecases/table/open-table.ts';

let world: RunningWorld;
let access: TableAccess;
const parts = ['云峪谷', '谷茶', 'A', 'aB', 'é', 'ｅ', '１２', '12', ' ', '·', '👨‍👩‍👧', 'ㄱㅏ', '茶业', 'Ⅻ', '%', '_'];
const name = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 5 }).map((words) => words.join(''));

beforeAll(async () => {
  world = await openWorld(await openMemoryDatabase(), 'Asia/Shanghai');
  await addTestPeople(world);
  await world.directory.reload();
  await addTable(world, template('customer'));
  const opened = openTable(world, callerFor(world, 'admin'), 'customer');
  if (!opened) throw new Error('no table');
  access = opened;
  for (const [at, text] of fc.sample(name, { numRuns: 300, seed: 7 }).entries())
    await createRecord(world, access, {
      raw: { needs: `${'长'.repeat(at % 50 === 0 ? 5000 : 3)}\n${text}`, name: `${text}公司`, phone: `120 0000 ${1000 + at} 转8` },
    });
});

it('finds exactly the rows the filter means, whether the index helps or not', async () => {
  const all = valueOf(await listRecords(world, access, { limit: 500 })).records;
  expect(all.length).toBeGreaterThan(200);
  const leaf = fc.record({
    field: fc.constantFrom('name', 'phone', 'needs'),
    op: fc.constantFrom('contains' as const, 'starts' as const),
    value: fc.oneof(name, fc.constantFrom('10', '1200000', '0000100', '谷', '公司')),
  });
  let helped = 0;
  await fc.assert(
    fc.asyncProperty(leaf, async (filter) => {
      if (filter.value.trim() === '') return;
      if (containedWord(filter, access.table) !== undefined) helped += 1;
      const listed = valueOf(await listRecords(world, access, { filter, limit: 500 })).records.map((record) => record.id);
      const meant = all.filter((record) => evaluate(filter, { values: record.values }, { asker: access.asker, source: access.table }));
      expect(listed.sort()).toEqual(meant.map((record) => record.id).sort());
    }),
    { numRuns: 400 },
  );
  expect(helped).toBeGreaterThan(100);
});
