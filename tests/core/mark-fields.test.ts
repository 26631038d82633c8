import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { markFields } from '#core/definition/mark-fields.ts';

const text = (title: string): FieldSchema => ({ title, type: 'string', 'x-type': 'text' });
const form = (
  sections: Readonly<Record<string, readonly string[]>>,
  more: { readonly fields?: Readonly<Record<string, FieldSchema>>; readonly required?: readonly string[] } = {},
): Definition => ({
  biaoli: 1,
  key: 'form',
  title: '表单',
  record: {
    type: 'object',
    properties: { ...Object.fromEntries(Object.values(sections).flatMap((keys) => keys.map((key) => [key, text(key)]))), ...more.fields },
    required: [...(more.required ?? [])],
  },
  layout: Object.entries(sections).map(([key, fields]) => ({ key, title: `组 ${key}`, columns: 2, fields: [...fields] })),
  views: [],
  reminders: [],
  access: { roles: {} },
});
const told = (before: Definition, after: Definition) => [...markFields(before, after)].map(([key, mark]) => `${key} ${mark.kind}`);

describe('marks of two forms', () => {
  it('are none where nothing differs', () => {
    expect(told(form({ one: ['a', 'b'] }), form({ one: ['a', 'b'] }))).toEqual([]);
  });

  it('say what came, went and changed, in the order of the newer form, what is gone where it stood', () => {
    const before = form({ one: ['a', 'b', 'c'] });
    const after = form({ one: ['new', 'a', 'c'] }, { fields: { a: { ...text('甲'), maxLength: 3 } }, required: ['c'] });
    expect(told(before, after)).toEqual(['new added', 'a changed', 'b removed', 'c changed']);
  });

  it('call only the field moved that went, not those it passed', () => {
    expect(told(form({ one: ['a', 'b', 'c', 'd'] }), form({ one: ['b', 'c', 'd', 'a'] }))).toEqual(['a moved']);
    expect(told(form({ one: ['a', 'b', 'c', 'd'] }), form({ one: ['d', 'a', 'b', 'c'] }))).toEqual(['d moved']);
  });

  it('name the sections a field went between, beside what else changed in it', () => {
    const before = form({ one: ['a', 'b'], two: ['c'] });
    const after = form({ one: ['a'], two: ['b', 'c'] }, { fields: { b: text('改名') } });
    expect(markFields(before, after)).toEqual(
      new Map([['b', { kind: 'changed', moved: true, between: [{ title: '组 one' }, { title: '组 two' }] }]]),
    );
  });

  it('do not call a neighbour moved because something came or went beside it', () => {
    expect(told(form({ one: ['a', 'b', 'c'] }), form({ one: ['a', 'x', 'c', 'y'] }))).toEqual(['b removed', 'x added', 'y added']);
  });

  it('hold for any order: what is not moved stands in the same order, and as little as possible is moved', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    fc.assert(
      fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), (order) => {
        const marks = markFields(form({ one: keys }), form({ one: order }));
        const stayed = order.filter((key) => !marks.has(key));
        expect([...stayed].sort()).toEqual(stayed);
        for (const key of marks.keys()) {
          const withIt = order.filter((each) => each === key || !marks.has(each));
          expect([...withIt].sort()).not.toEqual(withIt);
        }
      }),
    );
  });
});
