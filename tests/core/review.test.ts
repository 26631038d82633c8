import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Values } from '#core/definition/definition.ts';
import { addMonths } from '#core/review/add-months.ts';
import { findPairs } from '#core/review/find-pairs.ts';
import { foldSpelling, groupTexts } from '#core/review/group-texts.ts';
import { medianOf } from '#core/review/median.ts';
import { isSameTitle } from '#core/review/same-title.ts';
import { testTable } from '#support/every-field.ts';

describe('texts beside 其他', () => {
  it('are one group where only the spelling differs, and stay apart where the word does', () => {
    const groups = groupTexts([
      ['短视频', 10],
      ['ＡＢ 平台', 2],
      ['短 视频。', 5],
      ['抖音', 12],
      ['ab平台', 3],
      ['短视频平台', 1],
      ['？', 1],
    ]);
    expect(groups.map(({ label, count, texts }) => [label, count, texts])).toEqual([
      ['短视频', 15, ['短视频', '短 视频。']],
      ['抖音', 12, ['抖音']],
      ['ab平台', 5, ['ab平台', 'ＡＢ 平台']],
      ['短视频平台', 1, ['短视频平台']],
      ['？', 1, ['？']],
    ]);
  });

  it('lose nobody and are counted once', () => {
    const counts = fc.uniqueArray(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 50 })), {
      selector: ([text]) => text,
    });
    fc.assert(
      fc.property(counts, (given) => {
        const groups = groupTexts(given);
        const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
        expect(sum(groups.map(({ count }) => count))).toBe(sum(given.map(([, count]) => count)));
        expect(groups.flatMap(({ texts }) => texts).sort()).toEqual(given.map(([text]) => text).sort());
        for (const { texts } of groups) expect(new Set(texts.map(foldSpelling)).size).toBe(1);
      }),
    );
  });
});

describe('titles', () => {
  it.each([
    ['联系电话', '手机号'],
    ['签约日期', '签约时间'],
    ['客户名称', '客户的 名称'],
    ['电子邮箱', 'E-mail'],
    ['联系人', '联系人姓名'],
    ['合同金额（元）', '合同金额'],
    ['公司网址', '官网'],
  ])('%s and %s mean the same', (first, second) => expect(isSameTitle(first, second)).toBe(true));

  it.each([
    ['收款金额', '付款金额'],
    ['联系电话1', '联系电话2'],
    ['开始日期', '结束日期'],
    ['首次合作时间', '最近合作时间'],
    ['客户类型', '客户等级'],
    ['（）', '—'],
  ])('%s and %s do not', (first, second) => expect(isSameTitle(first, second)).toBe(false));
});

describe('pairs of fields', () => {
  const text = (title: string) => ({ title, type: 'string', 'x-type': 'text' }) as const;
  const table = testTable({
    a: text('甲'),
    b: text('乙'),
    c: { title: '丙', type: 'string', 'x-type': 'phone' },
    yes: { title: '是', type: 'boolean', 'x-type': 'yes-no' },
    no: { title: '否', type: 'boolean', 'x-type': 'yes-no' },
  });
  const rows = (count: number, make: (at: number) => Values): readonly Values[] => Array.from({ length: count }, (_, at) => make(at));
  const pairs = (sample: readonly Values[]) => findPairs(table, sample, false).map(({ first, second }) => `${first}=${second}`);

  it('agree in 95 % of the rows that fill both, of at least twenty', () => {
    expect(pairs(rows(100, (at) => ({ a: `v${at}`, b: at < 5 ? 'x' : `V${at}` })))).toEqual(['a=b']);
    expect(pairs(rows(100, (at) => ({ a: `v${at}`, b: at < 6 ? 'x' : `v${at}` })))).toEqual([]);
    expect(pairs(rows(100, (at) => ({ a: `v${at}`, b: at < 19 ? `v${at}` : null })))).toEqual([]);
    expect(pairs(rows(100, (at) => ({ a: `v${at}`, b: at < 20 ? `v${at}` : null })))).toEqual(['a=b']);
  });

  it('are none by chance: few different values, yes and no', () => {
    expect(pairs(rows(100, () => ({ a: '无', b: '无', yes: true, no: true })))).toEqual([]);
  });

  it('compare texts of all kinds, and find what agrees only later', () => {
    expect(pairs(rows(1_000, (at) => ({ b: `1${at}`, c: at < 900 ? null : `1${at}` })))).toEqual(['b=c']);
  });
});

describe('the median of buckets', () => {
  it('lies in the middle bucket', () => {
    expect(medianOf([])).toBeNull();
    expect(medianOf([{ from: 0, to: 10, count: 0 }])).toBeNull();
    expect(
      medianOf([
        { from: 0, to: 10, count: 1 },
        { from: 10, to: 20, count: 2 },
        { from: 20, to: 40, count: 1 },
      ]),
    ).toBe(15);
  });
});

describe('months later', () => {
  it.each([
    ['2026-11-24', 3, '2027-02-24'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-12-31', 12, '2027-12-31'],
  ])('%s and %s months: %s', (day, months, later) => expect(addMonths(day, months)).toBe(later));
});
