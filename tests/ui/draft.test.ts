import { expect, it } from 'vitest';
import { dropDraft, readDraft, writeDraft } from '#ui/form/draft.ts';

const storage = (full = false) => {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (full) throw new Error('quota');
      kept.set(key, value);
    },
    removeItem: (key: string) => void kept.delete(key),
  };
};
const place = { person: 'p1', table: 'customer', id: '' };
const draft = { at: 1000, changes: { name: '茶', tags: ['a'], amount: null }, base: { name: null } };

it('a draft comes back to the same person, table and record only', () => {
  const keep = storage();
  expect(writeDraft(place, draft, keep)).toBe(true);
  expect(readDraft(place, keep, 2000)).toEqual(draft);
  for (const other of [
    { ...place, person: 'p2' },
    { ...place, table: 'group' },
    { ...place, id: 'r1' },
  ])
    expect(readDraft(other, keep, 2000)).toBeUndefined();
  dropDraft(place, keep);
  expect(readDraft(place, keep, 2000)).toBeUndefined();
});

it('an old, broken or empty draft is none', () => {
  const keep = storage();
  writeDraft(place, draft, keep);
  expect(readDraft(place, keep, 1000 + 31 * 86_400_000)).toBeUndefined();
  writeDraft(place, { ...draft, changes: {} }, keep);
  expect(readDraft(place, keep, 2000)).toBeUndefined();
  for (const text of ['{', 'null', '{"at":"x"}', '{"at":1,"changes":{"name":{"deep":1}},"base":{}}']) {
    const [key = ''] = keep.kept.keys();
    keep.kept.set(key || 'biaoli:draft:p1:customer:new', text);
    expect(readDraft(place, keep, 2000)).toBeUndefined();
  }
});

it('a browser that keeps nothing is told apart', () => {
  expect(writeDraft(place, draft, storage(true))).toBe(false);
});
