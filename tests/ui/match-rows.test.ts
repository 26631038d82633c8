import { describe, expect, it } from 'vitest';
import { messages } from '#messages/zh-CN/messages.ts';
import { claimedTwice, keyFields, matchState } from '#ui/import/match-rows.ts';
import { deviceName } from '#ui/settings/device-name.ts';
import { whenText } from '#ui/shell/when-text.ts';

describe('columns and fields of an import', () => {
  const column = { index: 0, title: '来源', field: 'source', reason: 'similar', samples: [], rounded: 0 };
  it('tells a sure match from a similar name, a hand and none', () => {
    expect(matchState({ ...column, reason: 'title' }, 'source')).toBe('matched');
    expect(matchState(column, 'source')).toBe('similar');
    expect(matchState({ ...column, reason: 'values' }, 'source')).toBe('values');
    expect(matchState(column, 'name')).toBe('hand');
    expect(matchState(column, null)).toBe('none');
  });
  it('finds a field that two columns claim, leaving out what stays out', () => {
    const targets = new Map([
      [0, 'name'],
      [1, null],
      [2, 'name'],
      [3, null],
    ]);
    expect([...claimedTwice(targets)]).toEqual(['name']);
  });
  it('offers as key only what the file fills and rows can be found by', () => {
    const fields = [
      { key: 'no', title: '编号', type: 'serial' },
      { key: 'code', title: '代码', type: 'text' },
      { key: 'name', title: '名称', type: 'text' },
    ] as const;
    const filled = new Map([
      [0, 'code'],
      [1, 'name'],
    ]);
    expect(keyFields(fields, filled, ['code']).map(({ key }) => key)).toEqual(['code']);
    expect(keyFields(fields, new Map([[0, 'no']]), []).map(({ key }) => key)).toEqual(['no']);
  });
});

describe('words for moments and devices', () => {
  const clock = { zone: 'Asia/Shanghai', now: Date.parse('2026-11-22T02:00:00Z') };
  it.each([
    ['2026-11-21T16:30:00Z', '今天 00:30'],
    ['2026-11-21T15:30:00Z', '昨天 23:30'],
    ['2026-03-01T01:05:00Z', '03-01 09:05'],
    ['2025-12-31T15:59:00Z', '2025-12-31'],
  ])('%s is %s', (moment, words) => {
    expect(whenText(moment, clock, messages)).toBe(words);
  });
  it.each([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1', 'iOS上的 Safari'],
    ['Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140 Safari/537 Edg/140', 'Windows上的 Edge'],
    ['curl/8', '未知设备'],
  ])('%s', (agent, words) => {
    expect(deviceName(agent, messages)).toBe(words);
  });
});
