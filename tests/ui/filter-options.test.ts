import { describe, expect, it } from 'vitest';
import { choiceOptions } from '#ui/field/field-options.ts';
import { exactOption, filterOptions } from '#ui/kit/filter-options.ts';

const options = [
  { id: 'cold', title: '陌生拜访', initials: 'msbf', retired: true },
  { id: 'online', title: '线上推广', initials: 'xstg' },
  { id: 'referral', title: '转介绍', initials: 'zjs' },
  { id: 'expo', title: '展会 A', initials: 'zha' },
  { id: 'zhang', title: '张伟', initials: 'zw', hint: 'zhang@firm.example' },
];
const ids = (text: string): string[] => filterOptions(options, text).map(({ id }) => id);

describe('filterOptions', () => {
  it('keeps the order without a text, retired ones last', () => {
    expect(ids('')).toEqual(['online', 'referral', 'expo', 'zhang', 'cold']);
  });
  it('finds by pinyin initials, by any part of the title, by the hint, in every width and case', () => {
    expect(ids('zjs')).toEqual(['referral']);
    expect(ids('推')).toEqual(['online']);
    expect(ids('ｚｈ')).toEqual(['expo', 'zhang']);
    expect(ids('会 a')).toEqual(['expo']);
    expect(ids('nothing')).toEqual([]);
  });
  it('finds what lies below a title, after the title itself, and by the path', () => {
    const tree = [
      { id: 'C', title: '制造业' },
      { id: '17', title: '纺织业', above: ['制造业'] },
      { id: '36', title: '汽车制造业', above: ['制造业'] },
      { id: '47', title: '房屋建筑业', above: ['建筑业'] },
    ];
    const found = (text: string) => filterOptions(tree, text).map(({ id }) => id);
    expect([found('制造'), found('制造业>汽'), found('建筑业 › 房屋')]).toEqual([['C', '36', '17'], ['36'], ['47']]);
  });
  it('puts a title that begins so before one that only contains it', () => {
    const two = [
      { id: 'b', title: '寄样品' },
      { id: 'a', title: '样品' },
    ];
    expect(filterOptions(two, '样').map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

it('choices stand in their tree, whatever the order of the options', () => {
  const oneOf = [
    { const: '36', title: '汽车制造业', 'x-parent': 'C' },
    { const: 'E', title: '建筑业' },
    { const: 'C', title: '制造业' },
    { const: 'lost', title: '丢了', 'x-parent': 'gone' },
  ];
  const field = { title: '行业', type: 'string', 'x-type': 'choice', oneOf } as const;
  const context = { people: [], loadRegions: () => Promise.resolve([]), language: 'zh-CN', today: '2024-05-01', zone: 'UTC' } as const;
  expect(choiceOptions(field, context, '').map(({ id, above }) => [id, above])).toEqual([
    ['E', undefined],
    ['C', undefined],
    ['36', ['制造业']],
    ['lost', []],
  ]);
});

it('exactOption never answers a retired option', () => {
  expect(exactOption(options, ' 转介绍 ')?.id).toBe('referral');
  expect(exactOption(options, '陌生拜访')).toBeUndefined();
});
