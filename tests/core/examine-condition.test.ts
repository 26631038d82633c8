import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canFail, canHold } from '#core/condition/can-hold.ts';
import { checkCondition } from '#core/condition/check-condition.ts';
import type { Asker, Condition } from '#core/condition/condition.ts';
import { evaluate } from '#core/condition/evaluate.ts';
import { examineCondition } from '#core/condition/examine-condition.ts';
import { compileTable } from '#core/compile/compile-table.ts';
import { examineDefinition } from '#core/definition/examine-definition.ts';
import type { FieldSchema } from '#core/definition/definition.ts';
import { conditionsFor, conditionTable, rowsFor } from '#support/condition-property.ts';
import { everyField, testTable } from '#support/every-field.ts';

const table = conditionTable;
const leaf = (field: string, op: string, value?: unknown): Condition => {
  const condition = JSON.parse(JSON.stringify({ field, op, value }));
  expect(checkCondition(condition, table)).toEqual([]);
  return condition;
};
const all = (...parts: readonly Condition[]): Condition => ({ all: parts });
const not = (part: Condition): Condition => ({ not: part });

describe('a condition that can never hold', () => {
  it.each<readonly [string, Condition]>([
    ['one of two options', all(leaf('status', 'is', 'none'), leaf('status', 'is', 'active'))],
    ['an option and none', all(leaf('status', 'is', 'none'), leaf('status', 'empty'))],
    ['among others', all(leaf('status', 'any-of', ['none', 'active']), leaf('status', 'is', 'ended'))],
    ['more and less', all(leaf('amount', 'more', 5), leaf('amount', 'less', 3))],
    ['more and less than the same', all(leaf('count', 'more', 5), leaf('count', 'less', 5))],
    ['between two cents', all(leaf('amount', 'more', 5), leaf('amount', 'less', 5.01))],
    ['a range the wrong way', leaf('count', 'between', [9, 3])],
    ['before and after a day', all(leaf('day', 'before', '2024-05-01'), leaf('day', 'after', '2024-05-01'))],
    ['older than 30 and younger than 20 days', all(leaf('day', 'before', { days: -30 }), leaf('day', 'after', { days: -20 }))],
    ['this month and not', all(leaf('moment', 'is', { this: 'month' }), not(leaf('moment', 'is', { this: 'month' })))],
    ['two moments', all(leaf('moment', 'is', '2024-05-01T01:30:00Z'), leaf('moment', 'is', '2024-05-01T01:30:01Z'))],
    ['yes and no', all(leaf('paid', 'is', true), leaf('paid', 'is', false))],
    ['filled, yes nor no', all(leaf('paid', 'filled'), not(leaf('paid', 'is', true)), not(leaf('paid', 'is', false)))],
    ['has and has not', all(leaf('tags', 'has-any', ['a']), not(leaf('tags', 'has-all', ['a'])))],
    ['all without one', all(leaf('tags', 'has-all', ['a', 'b']), not(leaf('tags', 'has-any', ['b'])))],
    ['me and another team', all(leaf('member', 'is', 'p-zhang'), leaf('member', 'is', 'p-li'))],
    ['two names', all(leaf('name', 'is', '云谷'), leaf('name', 'is', '山谷'))],
    ['a name without its part', all(leaf('name', 'contains', '云谷'), not(leaf('name', 'contains', '谷')))],
    ['two beginnings', all(leaf('name', 'starts', 'Ab'), leaf('name', 'starts', 'ac'))],
    ['two phones', all(leaf('phone', 'is', '138-0000-1234'), leaf('phone', 'is', '13800001235'))],
    ['no alternative', { any: [] }],
    ['each alternative', { any: [all(leaf('paid', 'is', true), leaf('paid', 'empty')), { not: { all: [] } }] }],
    ['a denied alternative', all(leaf('status', 'is', 'none'), { any: [leaf('status', 'is', 'active'), leaf('status', 'empty')] })],
  ])('%s', (_name, condition) => {
    expect(canHold(condition, table)).toBe(false);
    expect(canFail({ not: condition }, table)).toBe(false);
    expect(examineCondition(condition, table, '/x').map(({ code, path }) => [code, path])[0]).toEqual(['condition-never', '/x']);
  });
});

describe('a condition of which nothing is said', () => {
  it.each<readonly [string, Condition]>([
    ['two ends', all(leaf('count', 'more', 3), leaf('count', 'less', 5))],
    ['a cent between', all(leaf('amount', 'more', 5), leaf('amount', 'less', 5.02))],
    ['calendar and today', all(leaf('day', 'before', '2024-05-01'), leaf('day', 'after', { days: -3 }))],
    ['week and month', all(leaf('day', 'is', { this: 'week' }), not(leaf('day', 'is', { this: 'month' })))],
    ['day and moment of another zone', all(leaf('moment', 'is', '2024-05-01'), leaf('moment', 'is', '2024-05-01T17:00:00Z'))],
    ['the same phone', all(leaf('phone', 'is', '138-0000-1234'), leaf('phone', 'is', '13800001234'))],
    ['me and a name', all(leaf('member', 'me'), leaf('member', 'is', 'p-li'), not(leaf('member', 'my-team')))],
    ['has any of two', all(leaf('tags', 'has-any', ['a', 'b']), not(leaf('tags', 'has-any', ['a'])))],
    ['upper and lower case', all(leaf('name', 'starts', 'AB'), leaf('name', 'contains', 'b'))],
    ['some other option', all(leaf('status', 'is-not', 'none'), leaf('status', 'is-not', 'active'))],
  ])('%s', (_name, condition) => expect(examineCondition(condition, table)).toEqual([]));
});

describe('other findings', () => {
  const codes = (condition: Condition) => examineCondition(condition, table).map(({ code, path }) => `${path} ${code}`);
  it('what always holds, in whole and in part', () => {
    expect(codes({ any: [leaf('paid', 'empty'), leaf('paid', 'filled')] })).toEqual([' condition-always']);
    expect(codes({ all: [] })).toEqual([' condition-always']);
    const always = { any: [leaf('paid', 'is', true), not(leaf('paid', 'is', true))] };
    expect(codes(all(leaf('count', 'more', 3), always))).toEqual(['/all/1 condition-part-always']);
  });
  it('a part that can never hold beside one that can', () => {
    const never = all(leaf('count', 'more', 3), leaf('count', 'less', 2));
    expect(codes({ any: [leaf('paid', 'empty'), never] })).toEqual(['/any/1 condition-part-never']);
  });
  it('retired options, by name', () => {
    expect(examineCondition({ not: leaf('source', 'any-of', ['expo', 'cold']) }, table)).toEqual([
      { code: 'condition-retired', path: '/not', params: { field: '来源', option: '陌生拜访' } },
    ]);
  });
  it('says nothing of a broken condition', () => {
    expect(examineCondition({ field: 'gone', op: 'filled' }, table)).toEqual([]);
  });
  it('says nothing where there are too many ways to try', () => {
    const pairs = Array.from({ length: 60 }, (_, at) => ({
      any: [leaf('name', 'contains', `甲${at}`), leaf('note', 'contains', `乙${at}`)],
    }));
    const never = { any: [all(leaf('paid', 'is', true), leaf('paid', 'empty')), leaf('count', 'between', [2, 1])] };
    expect(canHold({ all: [...pairs.slice(0, 3), never] }, table)).toBe(false);
    expect(canHold({ all: [...pairs, never] }, table)).toBe(true);
  });
});

describe('conditions beside each other', () => {
  const findings = (parts: Readonly<Record<string, Partial<FieldSchema>>>) => {
    const base: Readonly<Record<string, FieldSchema>> = everyField;
    const fields = Object.fromEntries(Object.entries(base).map(([key, field]) => [key, { ...field, ...parts[key] }]));
    const { definition } = testTable(fields);
    return examineDefinition(definition, compileTable(definition, 1)).map(({ code, path }) => `${path} ${code}`);
  };
  it('shown by a field that is hidden whenever it is', () => {
    const show = all(leaf('amount', 'filled'), leaf('status', 'is', 'none'));
    expect(findings({ amount: { 'x-show': leaf('status', 'is', 'active') }, day: { 'x-show': show } })).toEqual([
      '/record/properties/day/x-show condition-reads-hidden',
    ]);
    expect(findings({ amount: { 'x-show': leaf('status', 'is', 'active') }, day: { 'x-show': leaf('amount', 'filled') } })).toEqual([]);
  });
  it('required only while hidden', () => {
    const parts = { 'x-show': leaf('status', 'is', 'active'), 'x-require': leaf('status', 'is', 'none') };
    expect(findings({ day: parts })).toEqual(['/record/properties/day/x-require condition-while-hidden']);
    expect(findings({ day: { 'x-show': leaf('status', 'is', 'active'), 'x-lock': leaf('status', 'is', 'none') } })).toEqual([]);
  });
  it('an option that may never be used', () => {
    const never = all(leaf('paid', 'is', true), leaf('paid', 'empty'));
    const oneOf = everyField.status.oneOf.map((option) => (option.const === 'active' ? { ...option, 'x-when': never } : option));
    expect(findings({ status: { oneOf } })).toEqual(['/record/properties/status/oneOf/1/x-when condition-never']);
  });
});

describe('what is said is certain', () => {
  const askers: readonly Asker[] = [
    { today: '2024-05-31', zone: 'Asia/Shanghai', me: 'p-zhang', team: ['p-zhang', 'p-li'] },
    { today: '2024-02-29', zone: 'America/New_York', me: 'p-li', team: [] },
    { today: '2023-12-31', zone: 'UTC', me: 'p-li-2', team: ['p-li-2'] },
  ];
  const rows = fc.sample(rowsFor(table), { numRuns: 250, seed: 5 });
  const system = { $created: '2024-05-30T16:00:00.000Z', $updated: '2024-02-29T05:00:00.000Z', $by: 'p-li', $revision: 3 };
  /** Comparisons on few fields, so that they contradict each other often. */
  const joined = fc.array(conditionsFor(table), { minLength: 60, maxLength: 60 }).chain((found) => {
    const leaves = found.filter((condition) => 'field' in condition);
    const key = leaves[0]?.field ?? 'status';
    const same = leaves.filter(({ field }) => field === key);
    const part = fc.constantFrom<Condition[]>(...same, ...same.map(not), ...found.slice(0, 2));
    return fc
      .tuple(fc.array(part, { minLength: 2, maxLength: 4 }), fc.boolean())
      .map(([parts, and]) => (and ? { all: parts } : { any: parts }));
  });

  it('no row disproves it, for three askers', () => {
    let [never, always] = [0, 0];
    fc.assert(
      fc.property(joined, (condition) => {
        const [holds, fails] = [canHold(condition, table), canFail(condition, table)];
        if (!holds) never += 1;
        if (!fails) always += 1;
        if (holds && fails) return;
        for (const asker of askers)
          for (const values of rows)
            if (evaluate(condition, { values, system }, { asker, source: table }) !== !fails)
              throw new Error(`${fails ? 'never' : 'always'}: ${JSON.stringify({ condition, values, asker })}`);
      }),
      { numRuns: 1_500, seed: 3, endOnFailure: true },
    );
    console.info(`${never} never, ${always} always of 1,500`);
    expect(never).toBeGreaterThan(100);
    expect(always).toBeGreaterThan(100);
  }, 120_000);
});
