import { describe, expect, it } from 'vitest';
import { readShortDay, readShortTime } from '#ui/field/read-short-day.ts';

const today = '2026-11-24';

describe('readShortDay', () => {
  it.each([
    ['今天', '2026-11-24'],
    ['昨天', '2026-11-23'],
    ['Tomorrow', '2026-11-25'],
    ['11-5', '2026-11-05'],
    ['11/5', '2026-11-05'],
    ['１１．５', '2026-11-05'],
    ['11月5日', '2026-11-05'],
    ['5号', '2026-11-05'],
    ['25.3.1', '2025-03-01'],
    ['20241130', '2024-11-30'],
    ['2024年5月1日', '2024-05-01'],
  ])('%s is %s', (text, day) => {
    expect(readShortDay(text, today)).toBe(day);
  });
  it.each(['2027-02-30', '13-1', '31号', '5', '', 'toString', '十一月'])('%s is no day', (text) => {
    expect(readShortDay(text, today)).toBeUndefined();
  });
});

describe('readShortTime', () => {
  it.each([
    ['2026-11-05 9:30', '2026-11-05T09:30:00'],
    ['11-5 9点', '2026-11-05T09:00:00'],
    ['11-5 9点半', undefined],
    ['明天 下午3点15', '2026-11-25T15:15:00'],
    ['今天 12:05', '2026-11-24T12:05:00'],
    ['11-5 中午12点', '2026-11-05T12:00:00'],
    ['11-5 2pm', '2026-11-05T14:00:00'],
    ['14:30', '2026-11-24T14:30:00'],
    ['2026-11-05T09:30:15', '2026-11-05T09:30:15'],
    ['2026-11-05', '2026-11-05T00:00:00'],
    ['2026-11-05 25:00', undefined],
    ['2026-11-05 9:61', undefined],
  ])('%s is %s', (text, time) => {
    expect(readShortTime(text, today)).toBe(time);
  });
});
