import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge, sameValue } from '#core/record/merge.ts';

describe('two people change the same row', () => {
  const base = { name: '甲', amount: 1, tags: ['a', 'b'], note: null };

  it('different fields merge', () => {
    expect(merge(base, { name: '乙' }, { ...base, amount: 2 })).toEqual({ changes: { name: '乙' }, overlaps: [] });
  });
  it('the same field asks, with all three values', () => {
    expect(merge(base, { name: '乙', amount: 5 }, { ...base, name: '丙' })).toEqual({
      changes: { amount: 5 },
      overlaps: [{ key: 'name', base: '甲', mine: '乙', theirs: '丙' }],
    });
  });
  it('the same change by both is no conflict and no change', () => {
    expect(merge(base, { name: '乙', tags: ['b', 'a'] }, { ...base, name: '乙' })).toEqual({ changes: {}, overlaps: [] });
  });
  it('clearing is a change, absent is unset', () => {
    expect(merge(base, { note: null, name: null }, { name: '甲' })).toEqual({ changes: { name: null }, overlaps: [] });
    expect(merge(base, { amount: 3 }, {})).toEqual({ changes: {}, overlaps: [{ key: 'amount', base: 1, mine: 3, theirs: null }] });
  });
  it('loses nothing: each of my fields is a change, an overlap, or already so', () => {
    const value = fc.option(fc.oneof(fc.integer({ min: 0, max: 2 }), fc.constantFrom('x', 'y'), fc.subarray(['a', 'b'])));
    const row = fc.dictionary(fc.constantFrom('p', 'q', 'r', 's'), value);
    fc.assert(
      fc.property(row, row, row, (before, mine, theirs) => {
        const { changes, overlaps } = merge(before, mine, theirs);
        for (const [key, wanted] of Object.entries(mine)) {
          const already = sameValue(wanted, theirs[key] ?? null);
          const found = [already, Object.hasOwn(changes, key), overlaps.some((overlap) => overlap.key === key)].filter(Boolean);
          expect(found).toHaveLength(1);
        }
        expect(Object.keys(changes).every((key) => Object.hasOwn(mine, key))).toBe(true);
      }),
    );
  });
});

describe('lists', () => {
  it('are the same in any order', () => {
    expect([sameValue(['a', 'b'], ['b', 'a']), sameValue(['a'], ['a', 'b']), sameValue([], null), sameValue(['a'], 'a')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
