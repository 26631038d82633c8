import { describe, expect, it } from 'vitest';
import type { Reminder } from '#core/definition/definition.ts';
import { messages as en } from '#messages/en/messages.ts';
import { messages as zh } from '#messages/zh-CN/messages.ts';
import { hitReasons } from '#ui/designer/reminders/hit-reasons.ts';
import { tableModel } from '#ui/list/table-model.ts';
import { template } from '#support/firm.ts';

const customer = template('customer');
const asker = { today: '2026-11-24', zone: 'Asia/Shanghai', me: 'p1', team: ['p1'] };
const rights = { read: 'all', create: true, update: 'all', delete: 'all', export: 'all', import: true } as const;
const facts = { definition: customer, revision: 1, rights, asker, people: [], initials: {} };
const told = (reminder: Reminder, values: Readonly<Record<string, string>>, language: 'zh-CN' | 'en' = 'zh-CN') =>
  hitReasons(
    reminder,
    { id: 'r1', values, created: '2026-10-01T00:00:00.000Z', createdBy: 'p1', updated: '2026-10-01T00:00:00.000Z', revision: 1 },
    { model: tableModel(facts, language), messages: language === 'en' ? en : zh },
  ).map(({ fact, because }) => `${fact} | ${because}`);

const stale: Reminder = {
  key: 'stale',
  title: '没跟进',
  on: 'state',
  when: {
    all: [
      {
        any: [
          { field: 'last_follow_up', op: 'before', value: { days: -30 } },
          { field: 'last_follow_up', op: 'empty' },
        ],
      },
      { field: 'status', op: 'is-not', value: 'ended' },
      { not: { field: 'type', op: 'is', value: 'lost' } },
    ],
  },
};

describe('why a rule meets a record', () => {
  it('is told by what decides, with the values of the record', () => {
    expect(told(stale, { last_follow_up: '2026-10-12', status: 'none', type: 'lead' })).toEqual([
      '最近跟进日期 2026-10-12 | 43 天前，且早于30 天前',
      '合作状态 未合作 | 不是终止合作',
      '客户类型 潜在客户 | 不满足（是流失客户）',
    ]);
    expect(told(stale, { status: 'none' })[0]).toBe('最近跟进日期 未填 | 为空');
  });

  it('is told in English by English names', () => {
    expect(told(stale, { last_follow_up: '2026-10-12', status: 'none', type: 'lead' }, 'en')[1]).toMatch(
      /^[A-Za-z ]+ \| is not [A-Za-z ]+$/,
    );
  });

  it('names the day ahead, each year too', () => {
    const birthday: Reminder = {
      key: 'b',
      title: '纪念日',
      on: 'date',
      date: { field: 'first_cooperation', yearly: true, before: [7, 0] },
    };
    expect(told(birthday, { first_cooperation: '2020-12-01' })).toEqual([
      '首次合作时间 2020-12-01 | 每年这一天，且还有 7 天，到了提前提醒的日子',
    ]);
    expect(told(birthday, { first_cooperation: '2020-11-24' })[0]).toMatch(/每年这一天，且就是今天$/);
  });

  it('names the event and the time after it', () => {
    const soon: Reminder = {
      key: 's',
      title: '限时',
      on: 'deadline',
      after: { event: 'created' },
      within: { hours: 24 },
      until: { event: 'field-changed', field: 'status' },
    };
    expect(told(soon, {})).toEqual(['新建记录 | 限 24 小时内：改了“合作状态”，今天到时间，还没有']);
  });

  it('says the whole condition where it does not hold any more', () => {
    expect(told(stale, { last_follow_up: '2026-11-20', status: 'none', type: 'lead' })).toHaveLength(1);
  });
});
