import { beforeEach, describe, expect, test } from 'vitest';
import type { Definition } from '#core/definition/definition.ts';
import { dropKept, readKept, writeKept, type KeptDraft } from '#ui/designer/kept-draft.ts';

const document: Definition = {
  biaoli: 1,
  key: 'customer',
  title: '客户',
  record: { type: 'object', properties: { name: { title: '名称', type: 'string', 'x-type': 'text' } } },
  layout: [],
  views: [],
  reminders: [],
  access: {},
};
const kept: KeptDraft = { at: 5, base: 2, version: 3, document };
const place = { person: 'p1', table: 'customer', draft: 'd1' };

const store = new Map<string, string>();
const keep = {
  getItem: (key: string) => store.get(key) ?? null,
  setItem: (key: string, value: string) => void store.set(key, value),
  removeItem: (key: string) => void store.delete(key),
};
beforeEach(() => store.clear());

describe('what the browser holds of a draft', () => {
  test('comes back as it was, for this person and draft only', () => {
    expect(writeKept(place, kept, keep)).toBe(true);
    expect(readKept(place, keep)).toEqual(kept);
    expect(readKept({ ...place, person: 'p2' }, keep)).toBeUndefined();
    expect(readKept({ ...place, draft: '' }, keep)).toBeUndefined();
    dropKept(place, keep);
    expect(readKept(place, keep)).toBeUndefined();
  });
  test('what cannot be read is nothing: broken text, another shape, another table', () => {
    for (const text of ['{', 'null', '[]', '{"at":1}', JSON.stringify({ ...kept, document: { ...document, key: 'other' } })]) {
      store.set('biaoli:design:p1:customer:d1', text);
      expect(readKept(place, keep)).toBeUndefined();
    }
  });
  test('a full store is told', () => {
    const full = {
      ...keep,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(writeKept(place, kept, full)).toBe(false);
  });
});
