import { describe, expect, it } from 'vitest';
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
  it('puts a title that begins so before one that only contains it', () => {
    const two = [
      { id: 'b', title: '寄样品' },
      { id: 'a', title: '样品' },
    ];
    expect(filterOptions(two, '样').map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

it('exactOption never answers a retired option', () => {
  expect(exactOption(options, ' 转介绍 ')?.id).toBe('referral');
  expect(exactOption(options, '陌生拜访')).toBeUndefined();
});
