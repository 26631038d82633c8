import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineKind } from '#core/compile/cell-line.ts';
import { convertValue } from '#core/convert/convert-value.ts';
import type { ConversionKind } from '#core/convert/conversion.ts';
import { fieldTypeNames, type FieldSchema, type FieldTypeName, type Value } from '#core/definition/definition.ts';
import { everyField } from '#support/every-field.ts';
import { testLookup, testPeople, testRegions } from '#support/lookup.ts';

const size: FieldSchema = {
  title: '规模',
  type: 'string',
  'x-type': 'choice',
  oneOf: [
    { const: 's', title: '1-49' },
    { const: 'm', title: '50-99 人' },
    { const: 'fifty', title: '50' },
    { const: 'old', title: '旧档', deprecated: true },
    { const: 'yes', title: '是' },
    { const: 'day', title: '2024-05-01' },
    { const: 'zhang', title: '张伟' },
    { const: 'west', title: '浙江省 / 杭州市' },
  ],
};
const { word: text, note, count, amount, rate, day, moment, tags, paid, phone, member, area, no } = everyField;
const plain: FieldSchema = { title: '数', type: 'number', 'x-type': 'number' };
const whole: FieldSchema = { ...plain, 'x-digits': 0 };
const many: FieldSchema = { title: '多', type: 'array', 'x-type': 'multi-choice', items: { oneOf: size.oneOf ?? [] } };

type Row = readonly [value: Value, kind: ConversionKind, result: Value];

const convert = (value: Value, from: FieldSchema, to: FieldSchema) => convertValue(value, { from, to }, { lookup: testLookup });

const tables: readonly (readonly [name: string, from: FieldSchema, to: FieldSchema, rows: readonly Row[]])[] = [
  [
    'text → number',
    text,
    plain,
    [
      [null, 'clean', null],
      ['1.2万', 'clean', 12_000],
      ['3亿', 'clean', 300_000_000],
      ['12,000 元', 'clean', 12_000],
      ['¥12,000.50元', 'clean', 12_000.5],
      ['１２３４', 'clean', 1234],
      ['－5', 'clean', -5],
      ['五十', 'clean', 50],
      ['一百零五', 'clean', 105],
      ['三千二百', 'clean', 3200],
      ['两万', 'clean', 20_000],
      ['二十五万', 'clean', 250_000],
      ['50%', 'lossy', 0.5],
      ['约五十', 'lossy', 50],
      ['100+', 'lossy', 100],
      ['大约 30 人左右', 'lossy', 30],
      ['≥200', 'lossy', 200],
      ['100多', 'lossy', 100],
      ['100-200', 'failing', null],
      ['三百五', 'failing', null],
      ['一万五', 'failing', null],
      ['三五', 'failing', null],
      ['见名片', 'failing', null],
      ['人', 'failing', null],
      ['2024年5月1日', 'failing', null],
    ],
  ],
  [
    'text → whole number',
    text,
    whole,
    [
      ['12.6', 'lossy', 13],
      ['-2.5', 'lossy', -3],
      ['12.0', 'clean', 12],
    ],
  ],
  [
    'text → money',
    text,
    amount,
    [
      ['￥1,234.50', 'clean', 1234.5],
      ['0.005', 'lossy', 0.01],
      ['99999999999999999', 'failing', null],
    ],
  ],
  [
    'text → percent',
    text,
    rate,
    [
      ['50%', 'clean', 0.5],
      ['１５．３％', 'clean', 0.153],
      ['0.5', 'clean', 0.5],
      ['50', 'lossy', 50],
    ],
  ],
  [
    'text → date',
    text,
    day,
    [
      ['2024年5月1日', 'clean', '2024-05-01'],
      ['2024/5/1', 'clean', '2024-05-01'],
      ['２０２４．５．１', 'clean', '2024-05-01'],
      ['20240501', 'clean', '2024-05-01'],
      ['2024-05-01 00:00:00', 'clean', '2024-05-01'],
      ['2024-05-01 9:30', 'lossy', '2024-05-01'],
      ['2024-05-01T18:30:00Z', 'lossy', '2024-05-02'],
      ['2024年5月', 'failing', null],
      ['2023-02-29', 'failing', null],
      ['五月一日', 'failing', null],
    ],
  ],
  [
    'text → datetime',
    text,
    moment,
    [
      ['2024-05-01 9:30', 'clean', '2024-05-01T01:30:00.000Z'],
      ['2024年5月1日', 'clean', '2024-04-30T16:00:00.000Z'],
      ['下周', 'failing', null],
    ],
  ],
  [
    'text → yes-no',
    text,
    paid,
    [
      ['是', 'clean', true],
      ['√', 'clean', true],
      ['否', 'clean', false],
      ['×', 'clean', false],
      ['也许', 'failing', null],
    ],
  ],
  [
    'text → choice',
    text,
    size,
    [
      ['1-49', 'clean', 's'],
      ['１－49', 'clean', 's'],
      ['50-99人', 'clean', 'm'],
      ['m', 'clean', 'm'],
      ['旧档', 'clean', 'old'],
      ['200-499', 'failing', null],
    ],
  ],
  [
    'text → multi-choice',
    text,
    tags,
    [
      ['高意向、技术型', 'clean', ['a', 'b']],
      ['高意向/价格敏感', 'clean', ['a', 'c']],
      ['高意向，没听过', 'lossy', ['a']],
      ['没听过', 'failing', null],
    ],
  ],
  [
    'text → member',
    text,
    member,
    [
      ['张伟', 'clean', 'p-zhang'],
      ['李娜', 'failing', null],
      ['李娜 <li2@demo.local>', 'clean', 'p-li-2'],
      ['王五', 'failing', null],
    ],
  ],
  [
    'text → region',
    text,
    area,
    [
      ['浙江省杭州市', 'clean', '3301'],
      ['火星', 'failing', null],
    ],
  ],
  ['text → serial', text, no, [['A-1', 'clean', 'A-1']]],
  [
    'to text',
    plain,
    text,
    [
      [12_000.5, 'clean', '12000.5'],
      [1e21, 'clean', '1e+21'],
      [0, 'clean', '0'],
    ],
  ],
  ['money → text', amount, text, [[12_000.5, 'clean', '12000.50']]],
  ['percent → text', rate, text, [[0.153, 'clean', '15.3%']]],
  ['date → text', day, text, [['2024-05-01', 'clean', '2024-05-01']]],
  ['date → long text', day, note, [['2024-05-01', 'clean', '2024-05-01']]],
  [
    'datetime → text',
    moment,
    text,
    [
      ['2024-05-01T01:30:00.000Z', 'clean', '2024-05-01 09:30:00'],
      ['2024-05-01T01:30:00.250Z', 'lossy', '2024-05-01 09:30:00'],
    ],
  ],
  [
    'choice → text',
    size,
    text,
    [
      ['m', 'clean', '50-99 人'],
      ['gone', 'lossy', 'gone'],
    ],
  ],
  ['multi-choice → text', tags, text, [[['a', 'd'], 'clean', '高意向、旧']]],
  ['yes-no → text', paid, text, [[false, 'clean', '否']]],
  [
    'member → text',
    member,
    text,
    [
      ['p-zhang', 'clean', '张伟'],
      ['p-li', 'clean', '李娜 <li@demo.local>'],
      ['p-gone', 'lossy', 'p-gone'],
    ],
  ],
  [
    'region → text',
    area,
    text,
    [
      ['330106', 'clean', '浙江省 / 杭州市 / 西湖区'],
      ['99', 'lossy', '99'],
    ],
  ],
  ['number → phone', plain, phone, [[13_800_000_000, 'clean', '13800000000']]],
  [
    'number → money',
    plain,
    amount,
    [
      [1.5, 'clean', 1.5],
      [1.005, 'lossy', 1.01],
    ],
  ],
  [
    'money → whole number',
    amount,
    whole,
    [
      [12, 'clean', 12],
      [12_000.5, 'lossy', 12_001],
    ],
  ],
  [
    'number → yes-no',
    plain,
    paid,
    [
      [1, 'clean', true],
      [0, 'clean', false],
      [2, 'failing', null],
    ],
  ],
  ['yes-no → number', paid, plain, [[true, 'clean', 1]]],
  [
    'number → choice',
    plain,
    size,
    [
      [50, 'clean', 'fifty'],
      [51, 'failing', null],
    ],
  ],
  [
    'number → date',
    plain,
    day,
    [
      [20_240_501, 'lossy', '2024-05-01'],
      [5, 'failing', null],
    ],
  ],
  ['date → number', day, plain, [['2024-05-01', 'failing', null]]],
  ['date → datetime', day, moment, [['2024-05-01', 'clean', '2024-04-30T16:00:00.000Z']]],
  [
    'datetime → date',
    moment,
    day,
    [
      ['2024-04-30T16:00:00.000Z', 'clean', '2024-05-01'],
      ['2024-05-01T01:30:00.000Z', 'lossy', '2024-05-01'],
      ['2024-04-30T16:00:00.500Z', 'lossy', '2024-05-01'],
    ],
  ],
  [
    'choice → number',
    size,
    plain,
    [
      ['fifty', 'clean', 50],
      ['s', 'failing', null],
    ],
  ],
  [
    'choice → yes-no',
    size,
    paid,
    [
      ['yes', 'clean', true],
      ['s', 'failing', null],
    ],
  ],
  ['choice → date', size, day, [['day', 'clean', '2024-05-01']]],
  ['choice → member', size, member, [['zhang', 'clean', 'p-zhang']]],
  [
    'member → choice',
    member,
    size,
    [
      ['p-zhang', 'clean', 'zhang'],
      ['p-li', 'failing', null],
    ],
  ],
  ['region → choice', area, size, [['3301', 'clean', 'west']]],
  [
    'choice → multi-choice',
    size,
    many,
    [
      ['s', 'clean', ['s']],
      ['gone', 'failing', null],
    ],
  ],
  [
    'multi-choice → choice',
    many,
    size,
    [
      [['s'], 'clean', 's'],
      [['m', 's'], 'lossy', 'm'],
      [['gone'], 'failing', null],
      [['gone', 's'], 'lossy', 's'],
    ],
  ],
  ['within text', phone, note, [['见名片', 'clean', '见名片']]],
  ['within numbers', rate, count, [[0.153, 'clean', 0.153]]],
];

describe.each(tables)('%s', (_name, from, to, rows) => {
  it.each(rows)('%j is %s: %j', (value, kind, result) => {
    expect(convert(value, from, to)).toEqual({ kind, value: result });
  });
});

describe('readings of the manager', () => {
  const converting = { lookup: testLookup, mappings: { 见名片: '50-99 人', 不详: '', 一些: '几个' } };
  it.each<Row>([
    ['见名片', 'clean', 'm'],
    ['不详', 'clean', null],
    ['一些', 'failing', null],
    ['1-49', 'clean', 's'],
    ['constructor', 'failing', null],
  ])('%j is %s: %j', (value, kind, result) => {
    expect(convertValue(value, { from: text, to: size }, converting)).toEqual({ kind, value: result });
  });
});

describe('the language of who asks', () => {
  it('says nothing to a conversion', () => {
    const english: FieldSchema = { ...size, oneOf: [{ const: 's', title: '小', 'x-en': { title: 'small' } }] };
    const converted = convertValue('s', { from: english, to: text }, { lookup: { ...testLookup, language: 'en' } });
    expect(converted).toEqual({ kind: 'clean', value: '小' });
  });
});

const schemas: Readonly<Partial<Record<FieldTypeName, FieldSchema>>> = {
  text,
  'long-text': note,
  number: plain,
  money: amount,
  percent: rate,
  date: day,
  datetime: moment,
  choice: size,
  'multi-choice': many,
  'yes-no': paid,
  phone,
  email: everyField.email,
  url: everyField.site,
  member,
  serial: no,
  region: area,
};

const ids = (size.oneOf ?? []).map((option) => option.const);
const someDay = fc.date({ min: new Date('1950-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
const words = fc.oneof(
  fc.constantFrom(
    '1.2万',
    '约五十',
    '100+',
    '2024年5月1日',
    '是',
    '√',
    '张伟',
    '浙江省',
    '50%',
    '高意向、技术型',
    '1-49',
    '见名片',
    '５０',
  ),
  fc.integer().map(String),
  someDay.map((date) => date.toISOString().slice(0, 10)),
);
const values: Readonly<Partial<Record<FieldTypeName, fc.Arbitrary<Value>>>> = {
  number: fc.oneof(
    fc.integer({ min: -1e9, max: 1e9 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0 || 0),
  ),
  money: fc.integer({ min: -1e12, max: 1e12 }).map((cents) => cents / 100),
  percent: fc.integer({ min: -10_000, max: 10_000 }).map((points) => points / 10_000),
  date: someDay.map((date) => date.toISOString().slice(0, 10)),
  datetime: someDay.map((date) => date.toISOString()),
  choice: fc.constantFrom(...ids),
  'multi-choice': fc.subarray(ids, { minLength: 1 }),
  'yes-no': fc.boolean(),
  member: fc.constantFrom(...testPeople),
  region: fc.constantFrom(...testRegions),
};

const types = fieldTypeNames.filter((name) => schemas[name] !== undefined);
const schemaOf = (name: FieldTypeName): FieldSchema => schemas[name] ?? text;
const anyConversion = fc
  .tuple(fc.constantFrom(...types), fc.constantFrom(...types))
  .filter(([from, to]) => lineKind(schemaOf(from)) !== lineKind(schemaOf(to)))
  .chain(([from, to]) => fc.tuple(fc.constant(schemaOf(from)), fc.constant(schemaOf(to)), values[from] ?? words));

describe('any conversion', () => {
  const seen = { clean: 0, lossy: 0, failing: 0 };
  it('that is clean goes back to the same value, and failing leaves nothing', () => {
    fc.assert(
      fc.property(anyConversion, ([from, to, value]) => {
        const made = convert(value, from, to);
        seen[made.kind] += 1;
        if (made.kind === 'failing') expect(made.value).toBeNull();
        else expect(made.value).not.toBeNull();
        if (made.kind !== 'clean') return;
        const back = convert(made.value, to, from);
        if (lineKind(from) !== 'text') expect(back).toEqual({ kind: 'clean', value });
        else expect(convert(back.value, from, to).value).toEqual(made.value);
      }),
      { numRuns: 4000 },
    );
    expect(Math.min(seen.clean, seen.lossy, seen.failing)).toBeGreaterThan(100);
  });
});
