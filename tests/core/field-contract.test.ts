import { describe, expect, it } from 'vitest';
import { compileFieldCheck } from '#core/compile/field-check.ts';
import { evaluate } from '#core/condition/evaluate.ts';
import type { Leaf } from '#core/condition/condition.ts';
import type { FieldTypeName, Value } from '#core/definition/definition.ts';
import { faultsToProblems } from '#core/record/faults-to-problems.ts';
import { everyField, testTable, type EveryKey } from '#support/every-field.ts';
import { testLookup } from '#support/lookup.ts';

/** What a type promises, by example. A new type is tested by adding its fixture. */
interface Fixture {
  readonly key: EveryKey;
  /** Values at rest. */
  readonly good: readonly Value[];
  readonly bad: readonly (readonly [unknown, string])[];
  /** Typed → stored. */
  readonly cleaned: readonly (readonly [Value, Value])[];
  readonly parsed: readonly (readonly [string, Value])[];
  readonly unreadable: readonly (readonly [string, string])[];
  /** Leaves that hold for the first good value; each operator of the type once at least. */
  readonly holds: readonly Omit<Leaf, 'field'>[];
}

const isValue = (given: unknown): given is Value => given === null || Array.isArray(given) || typeof given !== 'object';

const blank = ['  ', null] as const;
const lone = '\ud800';
const textOps = (whole: string, part: string): Fixture['holds'] => [
  { op: 'is', value: whole },
  { op: 'is-not', value: 'zz' },
  { op: 'contains', value: part },
  { op: 'starts', value: whole.slice(0, 2) },
  { op: 'any-of', value: ['zz', whole] },
  { op: 'filled' },
];
const numberOps = (value: number): Fixture['holds'] => [
  { op: 'is', value },
  { op: 'is-not', value: value + 1 },
  { op: 'less', value: value + 1 },
  { op: 'more', value: value - 1 },
  { op: 'between', value: [value, value] },
  { op: 'filled' },
];
const dayOps: Fixture['holds'] = [
  { op: 'is', value: '2024-05-01' },
  { op: 'is-not', value: { today: true } },
  { op: 'before', value: { days: -1 } },
  { op: 'after', value: '2024-04-30' },
  { op: 'between', value: ['2024-05-01', { days: 0 }] },
  { op: 'is', value: { this: 'year' } },
  { op: 'filled' },
];

const fixtures: Readonly<Record<FieldTypeName, Fixture>> = {
  text: {
    key: 'name',
    good: ['云峪谷茶业', 'Ab', '😀😀'],
    bad: [
      [3, 'not-text'],
      ['一', 'too-short'],
      ['一二三四五六七八九十一二三', 'too-long'],
      ['a\u0000b', 'control-character'],
      [`ab${lone}`, 'control-character'],
      ['a\tb', 'control-character'],
    ],
    cleaned: [['  e\u0301a ', 'éa'], blank],
    parsed: [
      [' 云峪谷\n茶业 ', '云峪谷 茶业'],
      ['', null],
    ],
    unreadable: [],
    holds: textOps('云峪谷茶业', '谷茶'),
  },
  'long-text': {
    key: 'note',
    good: ['第一行\n第二行\t完', 'x'],
    bad: [
      [true, 'not-text'],
      ['长'.repeat(31), 'too-long'],
      ['a\u0007', 'control-character'],
      [lone, 'control-character'],
    ],
    cleaned: [[' a\r\nb ', 'a\nb'], blank],
    parsed: [
      ['a\r\nb\u0007c', 'a\nb c'],
      [' ', null],
    ],
    unreadable: [],
    holds: [
      { op: 'contains', value: '第二' },
      { op: 'starts', value: '第一' },
      { op: 'is', value: '第一行\n第二行\t完' },
      { op: 'is-not', value: '第一行' },
      { op: 'filled' },
    ],
  },
  number: {
    key: 'count',
    good: [12.5, 0, -5, 100, 1e-1],
    bad: [
      ['12', 'not-a-number'],
      [-5.1, 'too-small'],
      [100.1, 'too-large'],
      [0.25, 'too-many-decimals'],
    ],
    cleaned: [[-0, 0]],
    parsed: [
      ['1,2.5', 12.5],
      ['￥１２', 12],
      ['0.001万', 10],
      ['', null],
    ],
    unreadable: [
      ['(5)', 'not-a-number'],
      ['十二', 'not-a-number'],
      ['1-2', 'not-a-number'],
    ],
    holds: numberOps(12.5),
  },
  money: {
    key: 'amount',
    good: [19.99, 0, 1e13, 0.07, 1.1, 4.35],
    bad: [
      ['1', 'not-a-number'],
      [-0.01, 'too-small'],
      [1e13 + 1, 'too-large'],
      [0.001, 'too-many-decimals'],
    ],
    cleaned: [[-0, 0]],
    parsed: [
      ['¥1,234.50元', 1234.5],
      ['1.2万', 12000],
      ['0.3亿', 30_000_000],
    ],
    unreadable: [['面议', 'not-a-number']],
    holds: numberOps(19.99),
  },
  percent: {
    key: 'rate',
    good: [0.15, 0.07, 1, -0.5],
    bad: [
      ['15%', 'not-a-number'],
      [1.01, 'too-large'],
    ],
    cleaned: [[-0, 0]],
    parsed: [
      ['7%', 0.07],
      ['15％', 0.15],
      ['0.5', 0.5],
    ],
    unreadable: [['%', 'not-a-number']],
    holds: numberOps(0.15),
  },
  date: {
    key: 'day',
    good: ['2024-05-01', '2024-02-29'],
    bad: [
      [20240501, 'not-text'],
      ['2024-02-30', 'date'],
      ['2024-5-1', 'date'],
      ['', 'date'],
    ],
    cleaned: [],
    parsed: [
      ['2024年5月1日', '2024-05-01'],
      ['2024/5/1 0:00:00', '2024-05-01'],
      ['20240501', '2024-05-01'],
      [' ', null],
    ],
    unreadable: [
      ['2023-02-29', 'date'],
      ['明天', 'date'],
    ],
    holds: dayOps,
  },
  datetime: {
    key: 'moment',
    good: ['2024-05-01T01:30:00.000Z'],
    bad: [
      [1, 'not-text'],
      ['2024-05-01T09:30:00', 'datetime'],
      ['2024-05-01T09:30:00+08:00', 'datetime'],
      ['2024-02-30T00:00:00Z', 'datetime'],
    ],
    cleaned: [['2024-05-01T01:30:00Z', '2024-05-01T01:30:00.000Z']],
    parsed: [
      ['2024-5-1 9:30', '2024-05-01T01:30:00.000Z'],
      ['2024年5月1日 9时30分', '2024-05-01T01:30:00.000Z'],
      ['2024-05-01', '2024-04-30T16:00:00.000Z'],
    ],
    unreadable: [['2024-5-1 25:00', 'datetime']],
    holds: dayOps,
  },
  choice: {
    key: 'source',
    good: ['expo', 'other'],
    bad: [
      [1, 'not-text'],
      ['展会', 'unknown-option'],
      ['', 'unknown-option'],
      ['cold', 'retired-option'],
    ],
    cleaned: [],
    parsed: [
      ['展会', 'expo'],
      ['陌生拜访', 'cold'],
      ['', null],
    ],
    unreadable: [['外星', 'unknown-option']],
    holds: [{ op: 'is', value: 'expo' }, { op: 'is-not', value: 'other' }, { op: 'any-of', value: ['other', 'expo'] }, { op: 'filled' }],
  },
  'multi-choice': {
    key: 'tags',
    good: [['a', 'b'], ['c']],
    bad: [
      ['a', 'not-a-list'],
      [['a', 'x'], 'unknown-option'],
      [['a', 'a'], 'chosen-twice'],
      [['a', 'b', 'c'], 'too-many'],
      [[], 'too-few'],
      [['d'], 'retired-option'],
      [[1], 'unknown-option'],
    ],
    cleaned: [[[], null]],
    parsed: [
      ['高意向、技术型', ['a', 'b']],
      ['价格敏感;价格敏感', ['c']],
      ['', null],
    ],
    unreadable: [['高意向、外星', 'unknown-option']],
    holds: [{ op: 'has-any', value: ['b', 'c'] }, { op: 'has-all', value: ['b', 'a'] }, { op: 'filled' }],
  },
  'yes-no': {
    key: 'paid',
    good: [true, false],
    bad: [
      ['是', 'yes-no'],
      [1, 'yes-no'],
    ],
    cleaned: [],
    parsed: [
      ['是', true],
      ['否', false],
      ['√', true],
      ['', null],
    ],
    unreadable: [['也许', 'yes-no']],
    holds: [{ op: 'is', value: true }, { op: 'filled' }],
  },
  phone: {
    key: 'phone',
    good: ['138 0000 1234', '021-6888 1234 转 5', '+86(10)12345#6', '12345', '1'.repeat(25)],
    bad: [
      [13800001234, 'not-text'],
      ['1234', 'phone'],
      [' 1234 ', 'phone'],
      ['1'.repeat(26), 'phone'],
      ['abcde12345', 'phone'],
      ['-----', 'phone'],
      ['123456\u0000', 'control-character'],
    ],
    cleaned: [[' 13800001234 ', '13800001234'], [` ${'1'.repeat(25)} `, '1'.repeat(25)], blank],
    parsed: [
      ['０２１－６８８８１２３４', '021-68881234'],
      ['138\n0000', '138 0000'],
    ],
    unreadable: [],
    holds: [
      { op: 'is', value: '13800001234' },
      { op: 'is-not', value: '13800001235' },
      { op: 'contains', value: '0001' },
      { op: 'starts', value: '138' },
      { op: 'any-of', value: ['1380000-1234'] },
      { op: 'filled' },
    ],
  },
  email: {
    key: 'email',
    good: ['li@example.com', 'a.b+c@例子.中国'],
    bad: [
      [1, 'not-text'],
      ['li@example', 'email'],
      ['li example@x.com', 'email'],
      ['a\u0000@x.com', 'control-character'],
    ],
    cleaned: [[' li@x.cn ', 'li@x.cn'], blank],
    parsed: [['mailto:li＠example.com', 'li@example.com']],
    unreadable: [],
    holds: textOps('li@example.com', 'EXAMPLE'),
  },
  url: {
    key: 'site',
    good: ['https://example.com/a?b=1', 'HTTP://x.cn'],
    bad: [
      [1, 'not-text'],
      ['javascript:alert(1)', 'url'],
      ['ftp://x.cn', 'url'],
      ['https://a b', 'url'],
      [`https://a${lone}`, 'control-character'],
    ],
    cleaned: [[' https://x.cn ', 'https://x.cn'], blank],
    parsed: [
      ['www.example.com/a', 'https://www.example.com/a'],
      ['', null],
    ],
    unreadable: [],
    holds: textOps('https://example.com/a?b=1', 'example'),
  },
  member: {
    key: 'member',
    good: ['p-zhang', 'p-li'],
    bad: [
      [1, 'not-text'],
      ['nobody', 'person-unknown'],
    ],
    cleaned: [],
    parsed: [
      ['张伟', 'p-zhang'],
      ['李娜 <li2@demo.local>', 'p-li-2'],
      ['', null],
    ],
    unreadable: [
      ['李娜', 'person-ambiguous'],
      ['王五', 'person-unknown'],
    ],
    holds: [
      { op: 'is', value: 'p-zhang' },
      { op: 'is-not', value: 'p-li' },
      { op: 'any-of', value: ['p-zhang'] },
      { op: 'me' },
      { op: 'my-team' },
      { op: 'filled' },
    ],
  },
  serial: {
    key: 'no',
    good: ['C20240501001', '旧-7'],
    bad: [
      [1, 'not-text'],
      ['x'.repeat(61), 'too-long'],
      ['C\u0000', 'control-character'],
    ],
    cleaned: [[' C1 ', 'C1'], blank],
    parsed: [[' C1 ', 'C1']],
    unreadable: [],
    holds: textOps('C20240501001', '0501'),
  },
  'id-number': {
    key: 'idno',
    good: ['11010519491231002X', '91350100M000100Y43', 'E12345678', '110105491231002', '440524188001010014'],
    bad: [
      [1, 'not-text'],
      ['E-123', 'id-number'],
      ['E123', 'id-number'],
      ['110105194912310021', 'id-check-digit'],
      ['91350100M000100Y44', 'id-check-digit'],
      ['1234\u000056', 'id-number'],
    ],
    cleaned: [[' 110105 19491231 002x ', '11010519491231002X'], blank],
    parsed: [
      ['１１０１０５19491231002ｘ', '11010519491231002X'],
      ['e1234 5678', 'E12345678'],
    ],
    unreadable: [],
    holds: [
      { op: 'is', value: '11010519491231002x' },
      { op: 'is-not', value: '110105491231002' },
      { op: 'contains', value: '002x' },
      { op: 'starts', value: '1101 05' },
      { op: 'any-of', value: ['110105 19491231 002X'] },
      { op: 'filled' },
    ],
  },
  region: {
    key: 'area',
    good: ['330106', '33'],
    bad: [
      [33, 'not-text'],
      ['330', 'region'],
      ['99', 'region'],
      ['浙江省', 'region'],
    ],
    cleaned: [],
    parsed: [
      ['浙江省杭州市', '3301'],
      ['', null],
    ],
    unreadable: [['火星', 'region']],
    holds: [
      { op: 'is', value: '330106' },
      { op: 'is-not', value: '33' },
      { op: 'starts', value: '3301' },
      { op: 'any-of', value: ['330106'] },
      { op: 'filled' },
    ],
  },
};

const table = testTable(everyField);
const check = compileFieldCheck(table);
const asker = { today: '2024-06-01', zone: 'Asia/Shanghai', me: 'p-zhang', team: ['p-zhang', 'p-li'] };

describe.each(Object.entries(fixtures))('%s keeps the contract:', (_name, fixture) => {
  const field = table.field(fixture.key);
  if (!field) throw new Error(fixture.key);
  const { type, schema } = field;

  /** As the verdict judges a value. */
  const codes = (given: unknown): readonly string[] => {
    const faults = check(field.key, given);
    if (faults.length > 0) return faultsToProblems(field, faults, given).map((problem) => problem.code);
    return ((isValue(given) ? type.judge?.(type.clean(given), schema, testLookup) : []) ?? []).map((problem) => problem.code);
  };

  it('accepts its values and leaves them as they are', () => {
    for (const value of fixture.good) expect([value, codes(value), type.clean(value)]).toEqual([value, [], value]);
  });

  it('refuses what it is not, by code', () => {
    for (const [value, code] of fixture.bad) expect([value, codes(value)]).toEqual([value, [code]]);
  });

  it('takes unset and cleans to it', () => {
    expect(check(field.key, null)).toEqual([]);
    for (const [typed, stored] of fixture.cleaned) {
      expect(type.clean(typed)).toEqual(stored);
      if (typeof typed === 'string') expect([typed, codes(typed)]).toEqual([typed, []]);
    }
  });

  it('reads words and says why it cannot', () => {
    for (const [words, value] of fixture.parsed)
      expect([words, type.parse(words, schema, testLookup)]).toEqual([words, { ok: true, value }]);
    for (const [words, code] of fixture.unreadable)
      expect([words, type.parse(words, schema, testLookup)]).toMatchObject([words, { ok: false, problems: [{ code }] }]);
  });

  it('reads back what it writes', () => {
    for (const value of fixture.good)
      expect(type.parse(type.format(value, schema, testLookup), schema, testLookup)).toEqual({ ok: true, value });
    expect(type.format(null, schema, testLookup)).toBe('');
    expect(type.parse('', schema, testLookup)).toEqual({ ok: true, value: null });
  });

  it('stores and reads back; unset as the column wants it', () => {
    for (const value of fixture.good) {
      const stored = type.toColumn(value);
      expect(type.fromColumn(type.json === 'array' && typeof stored === 'string' ? JSON.parse(stored) : stored)).toEqual(value);
    }
    expect(type.toColumn(null)).toBe(type.storage === 'text' ? '' : null);
    expect([type.fromColumn(''), type.fromColumn(null), type.fromColumn(undefined)]).toEqual([null, null, null]);
  });

  it('evaluates each of its operators, all false for unset but empty and is-not', () => {
    const value = fixture.good[0] ?? null;
    const leaves = fixture.holds.map((leaf): Leaf => ({ field: field.key, ...leaf }));
    expect(new Set([...leaves.map((leaf) => leaf.op), 'empty'])).toEqual(new Set(type.operators));
    for (const leaf of leaves) {
      expect([leaf, evaluate(leaf, { values: { [field.key]: value } }, { asker, source: table })]).toEqual([leaf, true]);
      expect([leaf, evaluate(leaf, { values: {} }, { asker, source: table })]).toEqual([leaf, leaf.op === 'is-not']);
    }
    expect(evaluate({ field: field.key, op: 'empty' }, { values: {} }, { asker, source: table })).toBe(true);
    expect(evaluate({ field: field.key, op: 'empty' }, { values: { [field.key]: value } }, { asker, source: table })).toBe(false);
  });
});

describe('证件号', () => {
  const codesOf = (key: EveryKey, given: string): readonly string[] => {
    const field = table.field(key);
    if (!field) throw new Error(key);
    const faults = faultsToProblems(field, check(key, given), given);
    const further = faults.length > 0 ? [] : (field.type.judge?.(field.type.clean(given), field.schema, testLookup) ?? []);
    return [...faults, ...further].map(({ code }) => code);
  };
  it.each([
    ['11010519491231002X', []],
    ['11010519491231002x', []],
    ['110105491231002', []],
    ['110105194902300025', ['id-birth-date']],
    ['110105491331002', ['id-birth-date']],
    ['110105194912310029', ['id-check-digit']],
    ['91350100M000100Y43', ['id-resident']],
    ['1101051949123100', ['id-resident']],
  ])('of a resident: %s', (given, codes) => expect(codesOf('person', given)).toEqual(codes));
  it('every wrong last sign is found', () => {
    const wrong = [...'0123456789'].map((sign) => codesOf('person', `11010519491231002${sign}`));
    expect(wrong.every((codes) => codes[0] === 'id-check-digit')).toBe(true);
  });
  it.each([
    ['91350100M000100Y43', []],
    ['91350100m000100y43', []],
    ['91350100M000100Y34', ['id-check-digit']],
    ['91350100I000100Y43', ['id-credit-code']],
    ['9135010', ['id-credit-code']],
  ])('of an organisation: %s', (given, codes) => expect(codesOf('credit', given)).toEqual(codes));
});
