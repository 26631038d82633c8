import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkOptionSet } from '#core/definition/check-option-set.ts';
import type { OptionSet } from '#core/definition/option-set.ts';

const folder = new URL('../../schemas/option-sets/', import.meta.url);
const read = (name: string): OptionSet => {
  const result = checkOptionSet(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.value;
};

describe.each(readdirSync(folder))('the option set %s', (name) => {
  const set = read(name);
  it('is sound, named for its key, and says everything in English too', () => {
    expect(name).toBe(`${set.key}.json`);
    for (const part of [set, ...set.options]) expect(part['x-en']?.title, part.title).toMatch(/^[\x20-\x7e’]+$/);
  });
});

describe('国民经济行业分类 (GB/T 4754-2017)', () => {
  const { options } = read('industry.json');
  const sections = options.filter((option) => option['x-parent'] === undefined);
  const divisions = options.filter((option) => option['x-parent'] !== undefined);

  it('has 20 门类 A to T and 97 大类 01 to 97', () => {
    expect(sections.map((option) => option.const).join('')).toBe('ABCDEFGHIJKLMNOPQRST');
    expect(divisions.map((option) => option.const)).toEqual(Array.from({ length: 97 }, (_, at) => String(at + 1).padStart(2, '0')));
  });
  it('gives every 门类 the 大类 of the standard', () => {
    const last = {
      A: 5,
      B: 12,
      C: 43,
      D: 46,
      E: 50,
      F: 52,
      G: 60,
      H: 62,
      I: 65,
      J: 69,
      K: 70,
      L: 72,
      M: 75,
      N: 79,
      O: 82,
      P: 83,
      Q: 85,
      R: 90,
      S: 96,
      T: 97,
    };
    const found = Object.fromEntries(
      sections.map(({ const: id }) => [
        id,
        Math.max(...divisions.filter((option) => option['x-parent'] === id).map((option) => Number(option.const))),
      ]),
    );
    expect(found).toEqual(last);
    const parents = divisions.map((option) => option['x-parent'] ?? '');
    expect(parents).toEqual([...parents].sort());
  });
  it('lists each 门类 before its 大类', () => {
    const ids = options.map((option) => option.const);
    for (const option of divisions) expect(ids.indexOf(option['x-parent'] ?? '')).toBeLessThan(ids.indexOf(option.const));
  });
});

describe('a set from outside', () => {
  const codes = (input: Readonly<Record<string, unknown>>): string[] => {
    const result = checkOptionSet(input);
    return result.ok ? [] : result.problems.map(({ path, code }) => `${path} ${code}`);
  };
  const options = [
    { const: 'a', title: '甲' },
    { const: 'b', title: '乙', 'x-parent': 'a' },
  ];
  it('is judged as options of a field are, with its own places', () => {
    expect(codes({ key: 'mine', title: '我的', options })).toEqual([]);
    expect(codes({ key: 'Mine', title: ' ', options: [...options, { const: 'a', title: '丙', 'x-parent': 'gone' }] }).sort()).toEqual(
      ['/key key-shape', '/options/2/const option-twice', '/options/2/x-parent option-parent', '/title title-blank'].sort(),
    );
    expect(codes({ key: 'mine', title: '我的' })).not.toEqual([]);
    expect(codes({})).not.toEqual([]);
  });
  it('holds no conditions', () => {
    expect(codes({ key: 'mine', title: '我的', options: [{ const: 'a', title: '甲', 'x-when': { field: 'x', op: 'filled' } }] })).toEqual([
      '/options/0/x-when set-condition',
    ]);
  });
});
