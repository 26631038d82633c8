import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAll, isAny, isNot, type Asker, type Condition, type Leaf } from '#core/condition/condition.ts';
import { evaluate } from '#core/condition/evaluate.ts';
import { reasonsFor } from '#core/condition/reasons.ts';
import { conditionsFor, conditionTable, rowsFor } from '#support/condition-property.ts';

const scene = {
  source: conditionTable,
  asker: { today: '2024-05-31', zone: 'Asia/Shanghai', me: 'p-zhang', team: ['p-zhang'] } satisfies Asker,
};

/** A condition by answers of its comparisons alone. */
const answered = (condition: Condition, answer: (leaf: Leaf) => boolean): boolean => {
  if (isAll(condition)) return condition.all.every((part) => answered(part, answer));
  if (isAny(condition)) return condition.any.some((part) => answered(part, answer));
  return isNot(condition) ? !answered(condition.not, answer) : answer(condition);
};

describe('the reasons of a condition', () => {
  it('come out as told, and decide whatever the rest of it says', () => {
    let decided = 0;
    fc.assert(
      fc.property(conditionsFor(conditionTable), rowsFor(conditionTable), fc.infiniteStream(fc.boolean()), (condition, values, coins) => {
        const facts = { values, system: { $created: '2024-05-01T00:00:00.000Z' } };
        const reasons = reasonsFor(condition, facts, scene);
        const told = new Map(reasons.map(({ leaf, holds }) => [leaf, holds]));
        for (const { leaf, holds } of reasons) expect(evaluate(leaf, facts, scene)).toBe(holds);
        const other = answered(condition, (leaf) => told.get(leaf) ?? coins.next().value);
        expect(other).toBe(evaluate(condition, facts, scene));
        if (reasons.length > 0) decided += 1;
      }),
      { numRuns: 1000, seed: 5 },
    );
    expect(decided).toBeGreaterThan(500);
  });

  it('are the branch that holds, and what had to be otherwise', () => {
    const long: Condition = { field: 'name', op: 'contains', value: '公司' };
    const unset: Condition = { field: 'name', op: 'empty' };
    const condition: Condition = { all: [{ any: [long, unset] }, { not: unset }] };
    const facts = { values: { name: '某公司' } };
    expect(reasonsFor(condition, facts, { ...scene })).toEqual([
      { leaf: long, holds: true },
      { leaf: unset, holds: false },
    ]);
  });
});
