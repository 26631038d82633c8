import { describe, expect, it } from 'vitest';
import { compileTable } from '#core/compile/compile-table.ts';
import { messages } from '#messages/zh-CN/messages.ts';
import { messages as english } from '#messages/en/messages.ts';
import { conditionSentence } from '#ui/condition/condition-sentence.ts';
import { rowMark } from '#ui/list/row-mark.ts';
import { visibleRange } from '#ui/list/visible-range.ts';
import { template } from '#support/firm.ts';

const table = compileTable(template('customer'), 1);
const asker = { today: '2026-11-22', zone: 'Asia/Shanghai', me: 'p1', team: ['p1'] };
const row = (values: Record<string, string>, created = '2026-11-20T02:00:00.000Z') => ({
  values,
  created,
  createdBy: 'p1',
  updated: created,
  revision: 1,
});
const context = {
  people: [{ id: 'p1', name: '林晓', email: '', state: 'active' as const }],
  language: 'zh-CN' as const,
  today: asker.today,
  zone: asker.zone,
  loadRegions: () => Promise.resolve([]),
};
const say = (condition: Parameters<typeof conditionSentence>[0]): string =>
  conditionSentence(condition, { model: { table, context }, messages });

describe('a row past its limit', () => {
  it('is marked from the first day on, with the days beyond', () => {
    expect(rowMark(row({ last_follow_up: '2026-10-23' }), table, asker)).toBeUndefined();
    expect(rowMark(row({ last_follow_up: '2026-10-22' }), table, asker)?.beyond).toEqual({ days: 1, field: 'last_follow_up' });
    expect(rowMark(row({ last_follow_up: '2026-10-07' }), table, asker)?.beyond?.days).toBe(16);
  });

  it('without a follow-up counts from the day it was made, in the zone of the firm', () => {
    expect(rowMark(row({}), table, asker)).toBeUndefined();
    expect(rowMark(row({}, '2026-10-22T15:30:00.000Z'), table, asker)?.beyond).toEqual({ days: 1, field: '$created' });
    expect(rowMark(row({}, '2026-10-22T16:30:00.000Z'), table, asker)).toBeUndefined();
  });

  it('follows only the part of the rule that holds', () => {
    const old = row({ last_follow_up: '2026-11-01' }, '2020-01-01T00:00:00.000Z');
    expect(rowMark(old, table, asker)).toBeUndefined();
  });
});

describe('a condition as a sentence', () => {
  it('names fields, options, people and days in words', () => {
    expect(say(table.definition.reminders[0]?.when ?? { all: [] })).toBe(
      '最近跟进日期早于30 天前，或（最近跟进日期为空，且创建时间早于30 天前）',
    );
    expect(
      say({
        all: [
          { field: 'owner', op: 'is', value: 'p1' },
          { field: 'source', op: 'any-of', value: ['expo', 'cold'] },
        ],
      }),
    ).toBe('跟进人是林晓，且客户来源是其中一个：展会、陌生拜访');
    expect(say({ not: { field: 'amount', op: 'between', value: [1000, 20000.5] } })).toBe('不满足（合同金额在1,000.00 到 20,000.50）');
    expect(say({ field: 'last_follow_up', op: 'is', value: { this: 'month' } })).toBe('最近跟进日期在本月');
    expect(say({ field: 'last_follow_up', op: 'between', value: [{ days: -7 }, { today: true }] })).toBe('最近跟进日期在近 7 天');
    expect(say({ field: 'owner', op: 'my-team' })).toBe('跟进人是我的团队');
  });

  it('is English where the page is', () => {
    const model = { table, context: { ...context, language: 'en' as const } };
    expect(conditionSentence({ field: 'source', op: 'is-not', value: 'expo' }, { model, messages: english })).toBe(
      'Source is not Trade fair',
    );
  });
});

describe('the rows in sight', () => {
  it('are few however many there are, and reach both ends', () => {
    const count = 100_000;
    for (const scrollTop of [0, 1, 31_999, 1_600_000, count * 32]) {
      const { first, last } = visibleRange({ scrollTop, height: 900, rowHeight: 32, count });
      expect(last - first).toBeLessThan(60);
      expect(first * 32).toBeLessThanOrEqual(scrollTop);
      expect(last).toBeLessThanOrEqual(count);
      expect(Math.min(count * 32, scrollTop + 900)).toBeLessThanOrEqual(last * 32);
    }
  });

  it('are as many as most windows show before anybody knows the height', () => {
    expect(visibleRange({ scrollTop: 0, height: 0, rowHeight: 32, count: 50 })).toEqual({ first: 0, last: 36 });
    expect(visibleRange({ scrollTop: 0, height: 0, rowHeight: 96, count: 5 })).toEqual({ first: 0, last: 5 });
  });
});
