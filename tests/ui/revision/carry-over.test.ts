import { describe, expect, it } from 'vitest';
import { compileTable } from '#core/compile/compile-table.ts';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { testLookup } from '#support/lookup.ts';
import { carryOver } from '#ui/revision/carry-over.ts';
import { isNews, markRead } from '#ui/revision/seen-news.ts';

const text = (title: string): FieldSchema => ({ title, type: 'string', 'x-type': 'text' });
const number = (title: string): FieldSchema => ({ title, type: 'number', 'x-type': 'number' });

const formOf = (properties: Readonly<Record<string, FieldSchema>>) => {
  const definition: Definition = {
    biaoli: 1,
    key: 'machine',
    title: '设备台账',
    record: { type: 'object', properties },
    layout: [{ key: 'basic', title: '基础', columns: 1, fields: Object.keys(properties) }],
    views: [],
    reminders: [],
    access: {},
  };
  return { table: compileTable(definition, 1), lookup: testLookup, context: { language: 'zh-CN' as const } };
};

describe('what was typed when the form changes', () => {
  const before = formOf({ name: text('名称'), size: text('产能'), note: text('备注') });
  const after = formOf({ name: text('设备名称'), size: number('产能') });

  it('stays where the field is still there, also half-typed', () => {
    expect(carryOver({ name: '1 号' }, before, after)).toEqual({ carried: { name: '1 号' }, lost: [] });
  });

  it('is read by the new type where its words can be read, and told where they cannot', () => {
    expect(carryOver({ size: '1,200' }, before, after)).toEqual({ carried: { size: 1200 }, lost: [] });
    expect(carryOver({ size: '约五六十' }, before, after)).toEqual({
      carried: {},
      lost: [{ key: 'size', title: '产能', text: '约五六十' }],
    });
  });

  it('is told when its field is gone, so that nothing typed is lost', () => {
    expect(carryOver({ note: '周五来修' }, before, after).lost).toEqual([{ key: 'note', title: '备注', text: '周五来修' }]);
  });

  it('goes back to text as its words', () => {
    expect(carryOver({ size: 1200 }, after, before)).toEqual({ carried: { size: '1200' }, lost: [] });
  });

  it('keeps an emptied field empty', () => {
    expect(carryOver({ size: null, note: null }, before, after)).toEqual({ carried: { size: null }, lost: [] });
  });
});

describe('news of a publish', () => {
  const seat = { person: 'p1', table: 'machine' };
  const now = Date.parse('2026-11-22T08:00:00.000Z');
  const published = '2026-11-22T07:00:00.000Z';
  const storageOf = () => {
    const kept = new Map<string, string>();
    return { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
  };

  it('is said once per person and revision', () => {
    const storage = storageOf();
    expect(isNews(seat, { number: 2, published }, { storage, now })).toBe(true);
    markRead(seat, 2, storage);
    expect(isNews(seat, { number: 2, published }, { storage, now })).toBe(false);
    expect(isNews({ ...seat, person: 'p2' }, { number: 2, published }, { storage, now })).toBe(true);
    expect(isNews(seat, { number: 3, published }, { storage, now })).toBe(true);
  });

  it('is none for the first revision, for drafts, and after a month', () => {
    const storage = storageOf();
    expect(isNews(seat, { number: 1, published }, { storage, now })).toBe(false);
    expect(isNews(seat, { number: 2, published: '' }, { storage, now })).toBe(false);
    expect(isNews(seat, { number: 2, published: '2026-10-20T07:00:00.000Z' }, { storage, now })).toBe(false);
  });
});
