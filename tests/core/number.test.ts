import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retyped } from '#core/definition/edit/retyped.ts';
import { toNumber } from '#core/convert/to-number.ts';
import { money, toCents } from '#core/field/money.ts';
import { hasDecimals, parseNumber } from '#core/field/number-rules.ts';
import { moveDecimal, percent } from '#core/field/percent.ts';
import { readSerial, serialPrefix, serialScope } from '#core/field/serial.ts';
import type { SerialRule } from '#core/definition/definition.ts';
import { everyField } from '#support/every-field.ts';
import { testLookup } from '#support/lookup.ts';
import { testScene } from '#support/random-edit.ts';

describe('decimals of money', () => {
  const codes = (value: number, digits?: number): readonly string[] => {
    const field = { ...everyField.amount, ...(digits === undefined ? {} : { 'x-digits': digits }) };
    return (money.judge?.(value, field, testLookup) ?? []).map(({ code, params }) => `${code} ${String(params['digits'])}`);
  };
  it('are two at most, or fewer where x-digits says so', () => {
    expect([codes(19.99), codes(19.999), codes(20, 0), codes(19.9, 1)]).toEqual([[], ['too-many-decimals 2'], [], []]);
    expect([codes(19.9, 0), codes(19.99, 1), codes(19.999, 2)]).toEqual([
      ['too-many-decimals 0'],
      ['too-many-decimals 1'],
      ['too-many-decimals 2'],
    ]);
  });
  it('bind conversions too, and go along where a type is changed to one that takes them', () => {
    const yuan = { ...everyField.amount, 'x-digits': 0 };
    expect(toNumber({ value: '12.5', words: '12.5', schema: everyField.name }, yuan, testLookup)).toEqual({ kind: 'lossy', value: 13 });
    expect(toNumber({ value: 12, words: '12', schema: everyField.count }, yuan, testLookup)).toEqual({ kind: 'clean', value: 12 });
    const kept = (digits: number) =>
      retyped({ ...everyField.count, 'x-digits': digits }, { kind: 'change-type', key: 'count', type: 'money' }, testScene(undefined));
    expect([kept(1)['x-digits'], kept(3)['x-digits']]).toEqual([1, undefined]);
  });
});

describe('numbers as people write them', () => {
  it.each([
    ['1,234.50', 1234.5],
    ['￥1234', 1234],
    ['-¥5', -5],
    ['１２３４', 1234],
    ['1.2万', 12_000],
    ['3亿', 300_000_000],
    ['0.1亿元', 10_000_000],
    ['+5', 5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    [' ', null],
    ['-0', 0],
  ])('%s', (text, value) => expect(parseNumber(text)).toEqual({ ok: true, value }));
  it.each(['(5)', '五', '1-2', '--1', 'NaN', 'Infinity', '0x10', '1.2.3', '万', 'e5', '1e9999'])('not %s', (text) =>
    expect(parseNumber(text)).toMatchObject({ ok: false }),
  );
});

describe('decimals', () => {
  it.each([
    [19.99, 2, true],
    [1.005, 2, false],
    [1e21, 0, true],
    [1e-7, 6, false],
    [1e-7, 7, true],
    [1.5e-7, 8, true],
    [0.1 + 0.2, 2, false],
    [-3.25, 2, true],
  ])('%s within %s: %s', (value, digits, fits) => expect(hasDecimals(value, digits)).toBe(fits));

  it('every amount of 分 has two decimals and comes back exactly', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), (cents) => {
        const yuan = cents / 100;
        expect([hasDecimals(yuan, 2), toCents(yuan) === cents, money.fromColumn(money.toColumn(yuan))]).toEqual([true, true, yuan]);
      }),
      { numRuns: 2000 },
    );
  });

  it('every percentage comes back from its words', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: 0, max: 6 }), (mantissa, places) => {
        const value = Number(`${mantissa}e-${places}`) || 0;
        const words = percent.format(value, everyField.rate, testLookup);
        expect(percent.parse(words, everyField.rate, testLookup)).toEqual({ ok: true, value });
      }),
      { numRuns: 2000 },
    );
    expect([moveDecimal(0.07, 2), moveDecimal(7, -2), moveDecimal(1e-7, 2)]).toEqual([7, 0.07, 0.00001]);
  });
});

describe('serial rules', () => {
  const rule: SerialRule = { prefix: 'C', date: 'YYYYMMDD', digits: 3, restart: 'day' };
  it('spell the part before the sequence, and the counter it belongs to', () => {
    expect([serialPrefix(rule, '2024-05-01'), serialScope(rule, '2024-05-01')]).toEqual(['C20240501', 'C20240501']);
    const yearly: SerialRule = { ...rule, restart: 'year' };
    expect([serialPrefix(yearly, '2024-05-01'), serialScope(yearly, '2024-05-01')]).toEqual(['C20240501', 'C2024']);
    expect(serialScope({ prefix: '', date: '', digits: 6, restart: 'never' }, '2024-05-01')).toBe('');
  });
  it('read numbers of their own making only', () => {
    expect(readSerial(rule, 'C20240501007')).toEqual({ scope: 'C20240501', sequence: 7 });
    expect(readSerial(rule, 'C202405011007')).toEqual({ scope: 'C20240501', sequence: 1007 });
    for (const other of ['C2024050107', 'K20240501001', 'C20240501', 'c20240501001', '', 'C20240501001x'])
      expect(readSerial(rule, other)).toBeUndefined();
    expect(readSerial({ ...rule, prefix: 'A.(B' }, 'A.(B20240501001')).toEqual({ scope: 'A.(B20240501', sequence: 1 });
  });
});
