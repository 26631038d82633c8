import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { FieldSchema, Option } from '#core/definition/definition.ts';
import { applySet, isBehind, type OptionSet } from '#core/definition/option-set.ts';
import { optionNamed, optionPath, optionsOf, optionWordsOf } from '#core/field/option-rules.ts';
import { choice } from '#core/field/choice.ts';
import { multiChoice } from '#core/field/multi-choice.ts';
import industry from '#schemas/option-sets/industry.json' with { type: 'json' };
import { testLookup } from '#support/lookup.ts';

const faultsOf = (field: FieldSchema): readonly unknown[] => {
  const result = checkDefinition({ biaoli: 1, key: 'things', title: '东西', record: { type: 'object', properties: { f: field } } });
  return result.ok ? [] : result.problems;
};
const field = (options: readonly Option[], more: Partial<FieldSchema> = {}): FieldSchema => ({
  title: '行业',
  type: 'string',
  'x-type': 'choice',
  oneOf: options,
  ...more,
});
const set: OptionSet = {
  key: 'trade',
  title: '行业',
  options: [
    { const: 'c', title: '制造业' },
    { const: '36', title: '汽车制造业', 'x-parent': 'c' },
    { const: 'p', title: '教育' },
  ],
};
const brief = (made: FieldSchema) =>
  optionsOf(made).map((option) =>
    `${option.const} ${option.title}${option.deprecated === true ? ' -' : ''} ${option['x-parent'] ?? ''}`.trim(),
  );

describe('a set applied to a field', () => {
  it('keeps the ids the field has, by id or by title, and retires what the set has not', () => {
    const before = field(
      [
        { const: 'zzy', title: '制造业', 'x-color': 'blue', 'x-when': { field: 'f', op: 'filled' } },
        { const: '36', title: '汽车' },
        { const: 'old', title: '旧的' },
        { const: 'other', title: '其他', 'x-other-option': true },
      ],
      { 'x-other': true, default: 'old' },
    );
    const made = applySet(before, set);
    expect(brief(made)).toEqual(['zzy 制造业', '36 汽车制造业 zzy', 'p 教育', 'old 旧的 -', 'other 其他']);
    expect(optionsOf(made)[0]).toMatchObject({ 'x-color': 'blue', 'x-when': { field: 'f', op: 'filled' } });
    expect([made.default, made['x-option-set'], made['x-other']]).toEqual([undefined, 'trade', true]);
    expect([isBehind(before, set), isBehind(made, set)]).toEqual([true, false]);
  });
  it('leaves out what no row can hold', () => {
    const made = applySet(
      field([
        { const: 'o1', title: '选项 1' },
        { const: 'o2', title: '选项 2' },
      ]),
      set,
      new Set(['o2']),
    );
    expect(brief(made)).toEqual(['c 制造业', '36 汽车制造业 c', 'p 教育', 'o2 选项 2 -']);
  });
  it('goes into lists too', () => {
    const made = applySet({ title: '标签', type: 'array', 'x-type': 'multi-choice', items: { oneOf: [{ const: 'x', title: '甲' }] } }, set);
    expect([made.oneOf, made.items?.oneOf.length]).toEqual([undefined, 4]);
  });
  it('whatever stood before: every id stays, the field is sound, and a second time changes nothing', () => {
    const titles = fc.constantFrom('制造业', ' 汽车制造业', '教育', '教 育', '旧的', '甲', '乙');
    const english = fc.constantFrom({}, {}, { 'x-en': { title: '教育' } }, { 'x-en': { title: 'Old' } });
    const one = fc.record({ const: fc.constantFrom('c', '36', 'p', 'a', 'b', 'zzy'), title: titles, english });
    const options = fc.uniqueArray(
      one.map(({ english: more, ...rest }): Option => ({ ...rest, ...more })),
      {
        selector: (option) => option.const,
        minLength: 1,
      },
    );
    const sound = options.map((found) => field(found)).filter((made) => faultsOf(made).length === 0);
    fc.assert(
      fc.property(sound, (before) => {
        const made = applySet(before, set);
        expect(faultsOf(made)).toEqual([]);
        const ids = optionsOf(made).map((option) => option.const);
        for (const option of optionsOf(before)) expect(ids).toContain(option.const);
        expect(applySet(made, set)).toEqual(made);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});

describe('options in a tree', () => {
  const tree = field(industry.options);
  it('are sound, and read by title, code and path', () => {
    expect(faultsOf(tree)).toEqual([]);
    const idOf = (word: string) => optionNamed(tree, word)?.const;
    expect(idOf('汽车制造业')).toBe('36');
    expect(['36', '制造业 › 汽车制造业', '制造业>汽车制造业', '制造业／汽车制造业', 'Manufacturing / Motor vehicles'].map(idOf)).toEqual(
      Array.from({ length: 5 }, () => '36'),
    );
    expect([idOf('教育'), idOf('教育 › 教育'), idOf('采矿业 › 汽车制造业')]).toEqual(['P', '83', undefined]);
    const car = optionNamed(tree, '36');
    expect(car && optionPath(car, tree, 'zh-CN')).toEqual(['制造业', '汽车制造业']);
  });
  it.each(['zh-CN', 'en'] as const)('are written in %s as words that mean the same again', (language) => {
    const lookup = { ...testLookup, language };
    for (const { const: id } of industry.options) {
      const words = choice.format(id, tree, lookup);
      expect([words, choice.parse(words, tree, lookup)]).toEqual([words, { ok: true, value: id }]);
    }
  });
  it('several of them too, though titles hold the signs that part words', () => {
    const list: FieldSchema = { title: '行业', type: 'array', 'x-type': 'multi-choice', items: { oneOf: industry.options } };
    for (const ids of [['A', 'C'], ['05', '93', '37'], ['P', '83'], ['C']]) {
      const words = multiChoice.format(ids, list, testLookup);
      expect([words, multiChoice.parse(words, list, testLookup)]).toEqual([words, { ok: true, value: ids }]);
    }
    expect(multiChoice.parse('、农业，, 林业；', list, testLookup)).toEqual({ ok: true, value: ['01', '02'] });
    expect(multiChoice.parse('农业、外星', list, testLookup)).toMatchObject({ ok: false, problems: [{ params: { text: '外星' } }] });
  });
  it('whatever options the check takes: each is read from its own words, in both languages, alone and among several', () => {
    const word = fc.constantFrom('A类', 'Ａ类', ' a类 ', '展会', 'Expo', 'expo', 'a', 'b', '上 › 展会', '其他');
    const option = fc.record({ title: word, english: fc.option(word, { nil: undefined }), parent: fc.integer({ min: -2, max: 2 }) });
    let sound = 0;
    fc.assert(
      fc.property(fc.array(option, { minLength: 1, maxLength: 4 }), (drawn) => {
        const options = drawn.map(({ title, english, parent }, at) => ({
          const: 'abcd'[at] ?? '',
          title,
          ...(english === undefined ? {} : { 'x-en': { title: english } }),
          ...(parent >= 0 && parent !== at && parent < drawn.length ? { 'x-parent': 'abcd'[parent] ?? '' } : {}),
        }));
        const checked = checkDefinition({
          biaoli: 1,
          key: 'things',
          title: '东西',
          record: { type: 'object', properties: { f: field(options) } },
        });
        const made = checked.ok ? checked.value.record.properties['f'] : undefined;
        if (!made) return;
        sound += 1;
        for (const language of ['zh-CN', 'en'] as const)
          for (const each of optionsOf(made)) expect(optionNamed(made, optionWordsOf(each, made, language))?.const).toBe(each.const);
      }),
      { numRuns: 2000, seed: 20260301 },
    );
    expect(sound).toBeGreaterThan(300);
  });
  it('may repeat a title under another parent only', () => {
    const twice = [
      { const: 'a', title: '甲' },
      { const: 'b', title: '乙' },
      { const: 'a1', title: '其他', 'x-parent': 'a' },
      { const: 'b1', title: '其他', 'x-parent': 'b' },
    ];
    expect(faultsOf(field(twice))).toEqual([]);
    expect(faultsOf(field([...twice, { const: 'b2', title: '其他', 'x-parent': 'b' }]))).toMatchObject([{ code: 'option-title-twice' }]);
  });
});
