import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hundredthsText, readHundredths } from '#ui/field/percent/read-hundredths.ts';
import { momentText } from '#ui/field/datetime/moment-text.ts';
import { moneyText, numberText } from '#ui/field/number-text.ts';
import { regionPath } from '#ui/field/region/region-path.ts';
import { addMonths, weeksOfMonth } from '#ui/kit/calendar-days.ts';

describe('texts of values', () => {
  it('groups thousands, fixes decimals, and never hides a digit', () => {
    expect(numberText(1234567.5)).toBe('1,234,567.5');
    expect(numberText(3, 2)).toBe('3.00');
    expect(numberText(1.239, 2)).toBe('1.239');
    expect(moneyText(368000)).toBe('368,000.00');
    expect(moneyText(1.234)).toBe('1.234');
    expect(moneyText('12a')).toBe('12a');
    expect(moneyText(null)).toBe('');
  });
  it('spells every number as the browser itself would', () => {
    const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 100 });
    const cents = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    for (const value of [
      0,
      999,
      1000,
      -1234,
      -999_999.5,
      1e-7,
      1.5e22,
      123_456_789_012_345,
      1.0000000000000002e-6,
      0.1 + 0.2,
      Number.MAX_VALUE,
    ])
      expect(numberText(value)).toBe(whole.format(value));
    fc.assert(fc.property(fc.double({ noNaN: true }), (value) => numberText(value) === whole.format(value) || Object.is(value, -0)));
    fc.assert(fc.property(fc.integer({ min: -1e15, max: 1e15 }), (value) => moneyText(value / 100) === cents.format(value / 100)));
  });
  it('reads 7 and 7% as 0.07 and shows it as 7', () => {
    expect(readHundredths('7')).toEqual({ ok: true, value: 0.07 });
    expect(readHundredths('７％')).toEqual({ ok: true, value: 0.07 });
    expect(hundredthsText(0.07)).toBe('7');
    expect(readHundredths('x').ok).toBe(false);
  });
  it('shows a moment in the zone and keeps what is none', () => {
    expect(momentText('2026-11-24T06:30:00.000Z', 'Asia/Shanghai')).toBe('2026-11-24 14:30');
    expect(momentText('2026-11-24T06:30:15.000Z', 'Asia/Shanghai')).toBe('2026-11-24 14:30:15');
    expect(momentText('later', 'Asia/Shanghai')).toBe('later');
  });
});

describe('regionPath', () => {
  const tree = [
    { code: '33', name: '浙江省', children: [{ code: '3301', name: '杭州市', children: [{ code: '330106', name: '西湖区' }] }] },
  ];
  it('walks down to a code of every level', () => {
    expect(regionPath(tree, '330106').map(({ name }) => name)).toEqual(['浙江省', '杭州市', '西湖区']);
    expect(regionPath(tree, '33').map(({ name }) => name)).toEqual(['浙江省']);
    expect(regionPath(tree, '330199')).toEqual([]);
  });
});

describe('calendar', () => {
  it('covers a month in whole weeks from Monday', () => {
    const weeks = weeksOfMonth('2026-11-24');
    expect(weeks[0]?.[0]).toBe('2026-10-26');
    expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06');
    expect(weeksOfMonth('2027-02-01')).toHaveLength(4);
  });
  it('keeps the day or takes the last of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-01-31', -2)).toBe('2025-11-30');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
  });
});
