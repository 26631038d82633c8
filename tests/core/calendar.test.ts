import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, isDay, localDay, localTime, momentOf, periodOf } from '#core/field/calendar.ts';
import { readDay, readLocalTime } from '#core/field/date-words.ts';

const anyDay = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('days', () => {
  it.each(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('%s is one', (day) => expect(isDay(day)).toBe(true));
  it.each(['2023-02-29', '1900-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '2024-1-1', '20240101', '', '2024-01-01T00:00:00Z'])(
    '%s is none',
    (day) => expect(isDay(day)).toBe(false),
  );

  it('go forth and back by any number', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -40_000, max: 40_000 }), (day, days) => {
        const moved = addDays(day, days);
        expect([isDay(moved), daysBetween(day, moved), addDays(moved, -days)]).toEqual([true, days, day]);
      }),
    );
    expect([addDays('2024-02-28', 1), addDays('2024-03-01', -1), addDays('2023-12-31', 1)]).toEqual([
      '2024-02-29',
      '2024-02-29',
      '2024-01-01',
    ]);
  });

  it('stay where they are beyond the calendar', () => {
    expect(addDays('9999-12-31', 1_000_000_000)).toBe('9999-12-31');
    expect(addDays('2024-01-01', -36_500)).toBe('1924-01-26');
  });
});

describe('periods', () => {
  it.each([
    ['2024-05-31', 'week', '2024-05-27', '2024-06-03'],
    ['2024-05-27', 'week', '2024-05-27', '2024-06-03'],
    ['2024-06-02', 'week', '2024-05-27', '2024-06-03'],
    ['2024-12-31', 'month', '2024-12-01', '2025-01-01'],
    ['2024-02-15', 'quarter', '2024-01-01', '2024-04-01'],
    ['2024-12-15', 'quarter', '2024-10-01', '2025-01-01'],
    ['2024-12-31', 'year', '2024-01-01', '2025-01-01'],
  ] as const)('%s in its %s', (day, period, from, to) => expect(periodOf(day, period)).toEqual({ from, to }));

  it('hold their day and join without gaps', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom('week', 'month', 'quarter', 'year'), (day, period) => {
        const span = periodOf(day, period);
        expect(span.from <= day && day < span.to).toBe(true);
        expect(periodOf(span.to, period).from).toBe(span.to);
        expect(periodOf(addDays(span.to, -1), period)).toEqual(span);
      }),
    );
  });
});

describe('moments', () => {
  it('are local times of a zone and back', () => {
    expect(localTime(Date.parse('2024-04-30T16:00:00Z'), 'Asia/Shanghai')).toBe('2024-05-01T00:00:00');
    expect(localDay(Date.parse('2024-04-30T15:59:59Z'), 'Asia/Shanghai')).toBe('2024-04-30');
    expect(new Date(momentOf('2024-05-01T00:00:00', 'Asia/Shanghai')).toISOString()).toBe('2024-04-30T16:00:00.000Z');
  });
  it('survive summer time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.parse('2020-01-01'), max: Date.parse('2030-01-01') }),
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'UTC'),
        (at, zone) => {
          const second = Math.floor(at / 1000) * 1000;
          const local = localTime(second, zone);
          expect(localTime(momentOf(local, zone), zone)).toBe(local);
        },
      ),
    );
  });
});

describe('spellings of days', () => {
  it.each([
    '2024-5-1',
    '2024/05/01',
    '2024.5.1',
    '20240501',
    '2024年5月1日',
    ' ２０２４－０５－０１ ',
    '2024-05-01 00:00:00',
    '2024-05-01T00:00:00.000Z',
  ])('%s', (text) => expect(readDay(text)).toBe('2024-05-01'));
  it.each(['2024-02-30', '5/1/2024', '2024', '明天', '2024-05-01 09:00', '', '2024-05-011'])('not %s', (text) =>
    expect(readDay(text)).toBeUndefined(),
  );
  it.each([
    ['2024-5-1 9:30', '2024-05-01T09:30:00'],
    ['2024年5月1日 9时30分5秒', '2024-05-01T09:30:05'],
    ['2024-05-01T23:59:59.999', '2024-05-01T23:59:59'],
    ['2024/5/1', '2024-05-01T00:00:00'],
    ['2024-05-01 24:00', undefined],
    ['2024-05-01 9:60', undefined],
  ])('%s', (text, local) => expect(readLocalTime(text)).toBe(local));
});
