import { systemColumns } from '#core/compile/compile-table.ts';

/** Han text as syllables, one entry per character; other characters as they are. Given by the caller: dictionaries are no part of core. */
export type Pinyin = (text: string) => readonly string[];

/** System columns and names every object has: never keys of fields (definition.md, Keys and columns). */
export const systemWords: ReadonlySet<string> = new Set([
  ...systemColumns,
  'constructor',
  'prototype',
  'hasownproperty',
  'tostring',
  'valueof',
]);

const longest = 60;

const snake = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');

const shortened = (key: string): string => (key.length <= longest ? key : key.slice(0, longest).replace(/_[^_]*$/, '')).replace(/_+$/, '');

const spelled = (title: string, pinyin: Pinyin): string =>
  title.normalize('NFKC').replace(/\p{Script=Han}+/gu, (han) => ` ${pinyin(han).join(' ')} `);

/** A key of `^[a-z][a-z0-9_]{0,59}$` for a title; `taken` are the keys it may not be (collisions get `_2`), and it is not changed. */
export const fieldKey = (title: string, pinyin: Pinyin, taken: ReadonlySet<string> = new Set()): string => {
  const raw = snake(spelled(title, pinyin));
  const start = shortened(raw === '' ? 'field' : /^[a-z]/.test(raw) ? raw : `n${raw}`);
  const free = (key: string): boolean => !taken.has(key) && !systemWords.has(key);
  if (free(start)) return start;
  for (let count = 2; ; count += 1) {
    const suffix = `_${String(count)}`;
    const key = `${start.slice(0, longest - suffix.length)}${suffix}`;
    if (free(key)) return key;
  }
};

/** One key per title, in order, none twice. */
export const fieldKeys = (titles: readonly string[], pinyin: Pinyin): readonly string[] => {
  const taken = new Set<string>();
  return titles.map((title) => {
    const key = fieldKey(title, pinyin, taken);
    taken.add(key);
    return key;
  });
};
