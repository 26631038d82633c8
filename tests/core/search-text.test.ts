import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldForSearch, initialsOf, searchPhrase, searchText, searchTokens, sortKey } from '#core/compile/search-text.ts';
import { everyField, testTable } from '#support/every-field.ts';
import { testPinyin } from '#support/pinyin.ts';

const { name, phone, note, status, amount } = everyField;
const table = testTable({ name, phone, note, status, amount });

describe('searchable words', () => {
  it('are folded texts, digits of phones and initials of short texts, a line each', () => {
    const words = searchText(
      table,
      { name: '云谷 ＡＢ', phone: '021-68 转 5', note: '第一行\n第二行', status: 'active', amount: 5 },
      testPinyin,
    );
    expect(words.split('\n')).toEqual(['云谷ab', 'ygab', '021-68转5', '021685', '第一行第二行']);
    expect(searchText(table, {}, testPinyin)).toBe('');
  });
  it('have initials only where a character has a sound', () => {
    expect([initialsOf('云峪谷茶业', testPinyin), initialsOf('abc', testPinyin), initialsOf('A云1', testPinyin)]).toEqual([
      'yygcy',
      '',
      'ay1',
    ]);
  });
  it('become overlapping pairs and the last single one', () => {
    expect(searchTokens('云谷\na')).toBe('云谷 谷 | a |');
    expect([searchPhrase('云谷茶'), searchPhrase('云'), searchPhrase('')]).toEqual(['"云谷 谷茶"', '"云" *', undefined]);
  });
  it('fold to nothing that could break out of a phrase', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        expect(foldForSearch(text)).not.toMatch(/[\s"\p{Cc}\p{Cs}]/u);
        expect(foldForSearch(foldForSearch(text))).toBe(foldForSearch(text));
      }),
    );
  });
});

describe('the short way of folding and cutting', () => {
  const unit = fc.constantFrom(
    'a',
    'Z',
    'Ａ',
    '９',
    '～',
    '＂',
    '"',
    ' ',
    '　',
    '，',
    '、',
    '云',
    '谷',
    'é',
    'ﬁ',
    'ｶ',
    'ﾞ',
    '𠮷',
    '😀',
    '\u0301',
    '\u007f',
  );
  const text = fc.string({ unit, maxLength: 30 });
  it('says the same as the long way', () => {
    fc.assert(
      fc.property(text, (given) => {
        const long = given
          .normalize('NFKC')
          .toLowerCase()
          .replaceAll(/[\s\p{Cc}\p{Cs}"]/gu, '');
        expect(foldForSearch(given)).toBe(long);
      }),
    );
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), (segments) => {
        const folded = segments.map(foldForSearch);
        const pairs = folded.flatMap((segment) => {
          const characters = [...segment];
          return [...characters.map((character, at) => character + (characters[at + 1] ?? '')), '|'];
        });
        expect(searchTokens(folded.join('\n'))).toBe(segments.length === 0 ? '|' : pairs.join(' '));
      }),
    );
  });
  it('cuts texts longer than any before', () => {
    const long = '云谷'.repeat(20_000);
    expect(searchTokens(long)).toHaveLength(40_000 * 3);
  });
});

describe('sort keys', () => {
  it('order Chinese by sound, then by the character', () => {
    const sorted = ['张', '云', '安', '业', 'b', '峪'].sort((a, b) => (sortKey(a, testPinyin) < sortKey(b, testPinyin) ? -1 : 1));
    expect(sorted).toEqual(['安', 'b', '业', '峪', '云', '张']);
  });
});
