import { expect, it } from 'vitest';
import { checkCondition } from '#core/condition/check-condition.ts';
import { operators } from '#core/condition/condition.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { conditionTable, provesConditions } from '#support/condition-property.ts';

const runs = 4000;

it('SQL and predicate choose the same rows', async () => {
  const database = openMemoryDatabase();
  const { tried, telling } = await provesConditions(database, { rows: 150, runs });
  await database.close();
  console.info(`${telling} of ${runs} conditions choose some rows and leave others`, Object.fromEntries(tried));
  for (const operator of operators)
    expect([operator, tried.get(operator) ?? 0]).toEqual([operator, expect.toSatisfy((times: number) => times >= 100)]);
  expect(telling).toBeGreaterThan(runs / 3);
}, 120_000);

it.each(['a\u0000b', '\ud800', 'x'.repeat(1001), ''])('refuses the operand %j', (value) => {
  expect(checkCondition({ field: 'name', op: 'contains', value }, conditionTable)).toMatchObject([
    { code: 'condition-value', path: '/value' },
  ]);
});
