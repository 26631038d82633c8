import { describe, expect, it } from 'vitest';
import { evaluate } from '#core/condition/evaluate.ts';
import { compileTable } from '#core/compile/compile-table.ts';
import type { Definition, Option } from '#core/definition/definition.ts';
import { branchOf, hasBelow, wholeBranch } from '#core/field/option-tree.ts';
import { condition as english } from '#messages/en/condition.ts';
import { kit as englishKit } from '#messages/en/kit.ts';
import { condition } from '#messages/zh-CN/condition.ts';
import { kit } from '#messages/zh-CN/kit.ts';
import { tellCondition } from '#messages/tell-condition.ts';

const options: readonly Option[] = [
  { const: 'c', title: '制造业', 'x-en': { title: 'Manufacturing' } },
  { const: 'c13', title: '农副食品加工', 'x-parent': 'c' },
  { const: 'd', title: '能源' },
  { const: 'c131', title: '谷物', 'x-parent': 'c13' },
  { const: 'c14', title: '食品', 'x-parent': 'c' },
];

describe('a branch of a tree of options', () => {
  it('is an option and everything below it', () => {
    expect(branchOf('c', options)).toEqual(['c', 'c13', 'c131', 'c14']);
    expect(branchOf('c14', options)).toEqual(['c14']);
    expect([hasBelow('c', options), hasBelow('c13', options), hasBelow('d', options)]).toEqual([true, true, false]);
  });

  it('is told from any other set, whatever the order', () => {
    expect(wholeBranch(['c14', 'c131', 'c', 'c13'], options)).toBe('c');
    expect(wholeBranch(['c13', 'c131'], options)).toBe('c13');
    expect(wholeBranch(['c', 'c13', 'c14'], options)).toBeUndefined();
    expect(wholeBranch(['c', 'c13', 'c131', 'c14', 'd'], options)).toBeUndefined();
    expect([wholeBranch(['d'], options), wholeBranch([], options)]).toEqual([undefined, undefined]);
  });

  it('ends in a circle', () => {
    const circle: readonly Option[] = [
      { const: 'a', title: 'A', 'x-parent': 'b' },
      { const: 'b', title: 'B', 'x-parent': 'a' },
    ];
    expect(branchOf('a', circle)).toEqual(['a', 'b']);
  });

  it('is one word in a sentence and means what any-of always meant', () => {
    const definition: Definition = {
      biaoli: 1,
      key: 'tree',
      title: '树',
      record: {
        type: 'object',
        properties: { industry: { title: '行业', 'x-en': { title: 'Industry' }, type: 'string', 'x-type': 'choice', oneOf: options } },
      },
      layout: [],
      views: [],
      reminders: [],
      access: {},
    };
    const source = compileTable(definition, 1);
    const asked = { field: 'industry', op: 'any-of', value: branchOf('c', options) } as const;
    const tell = (value: readonly string[], language: 'zh-CN' | 'en') =>
      tellCondition(
        { ...asked, value },
        { source, language, messages: language === 'en' ? { condition: english, kit: englishKit } : { condition, kit }, sayValue: String },
      );
    expect(tell(asked.value, 'zh-CN')).toBe('行业是制造业（含下级）');
    expect(tell(asked.value, 'en')).toBe('Industry is Manufacturing and all below it');
    expect(tell(['c', 'c13'], 'zh-CN')).toBe('行业是其中一个：制造业、农副食品加工');
    const asker = { today: '2024-05-01', zone: 'Asia/Shanghai', me: 'p', team: [] };
    const holds = (industry: string): boolean => evaluate(asked, { values: { industry } }, { asker, source });
    expect(['c', 'c13', 'c131', 'c14', 'd'].map(holds)).toEqual([true, true, true, true, false]);
  });
});
