import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileFieldCheck } from '#core/compile/field-check.ts';
import { compileTable } from '#core/compile/compile-table.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import type { Problem } from '#core/problem.ts';
import { judgeCreate } from '#core/record/judge.ts';
import { fieldTypes } from '#core/field/registry.ts';
import type { Cell } from '#core/transfer/cell.ts';
import { parseCell } from '#core/transfer/parse-cell.ts';
import { addToProfile, startProfile } from '#core/transfer/profile-column.ts';
import { proposeField } from '#core/transfer/propose-field.ts';
import { proposeTable } from '#core/transfer/propose-table.ts';

const lookup: Lookup = {
  person: (id) => ({ id, name: id, email: '', team: '' }),
  peopleNamed: (text) => [{ id: text, name: text, email: '', team: '' }],
  regionPath: () => ['浙江省'],
  regionCode: () => '33',
  zone: 'Asia/Shanghai',
  language: 'zh-CN',
};

const context = { pinyin: (text: string) => [...text].map((_, at) => `p${String(at)}`), regionCode: () => '33' };
const two = (value: number): string => String(value).padStart(2, '0');

const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true });
const makers: Readonly<Record<string, fc.Arbitrary<Cell>>> = {
  dates: fc.tuple(day, fc.integer({ min: 0, max: 5 })).map(([date, way]) => {
    const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
    const spellings = [
      `${String(year)}-${two(month)}-${two(dayOfMonth)}`,
      `${String(year)}/${String(month)}/${String(dayOfMonth)}`,
      `${String(year)}年${String(month)}月${String(dayOfMonth)}日`,
    ];
    return spellings[way] ?? { date: date.toISOString().slice(0, 10) };
  }),
  moments: day.map((date) => ({ date: date.toISOString().slice(0, 19) })),
  zoned: day.map((date) => `${date.toISOString().slice(0, 19)}+08:00`),
  numbers: fc
    .oneof(fc.integer(), fc.double({ min: -1e9, max: 1e9, noNaN: true }))
    .map((value) => (Number.isInteger(value) ? value : Number(value.toFixed(4)))),
  money: fc.integer({ min: -1e9, max: 1e9 }).map((cents) => `¥${(cents / 100).toFixed(2)}`),
  thousands: fc.integer({ min: 0, max: 1e9 }).map((value) => value.toLocaleString('en-US')),
  'ten thousands': fc.integer({ min: 1, max: 1e6 }).map((value) => `${String(value / 100)}万`),
  percents: fc.integer({ min: 0, max: 99_999 }).map((value) => `${String(value / 100)}%`),
  phones: fc.oneof(
    fc.integer({ min: 3_000_000_000, max: 9_999_999_999 }).map((value) => `1${String(value)}`),
    fc.integer({ min: 20_000_000, max: 89_999_999 }).map((value) => `0571-${String(value)}`),
    fc.integer({ min: 2_000_000, max: 8_999_999 }).map((value) => `(0571) ${String(value)} 转 12`),
  ),
  mails: fc.emailAddress(),
  addresses: fc.webUrl({ validSchemes: ['http', 'https'] }),
  answers: fc.constantFrom<Cell>('是', '否', 'Y', 'n', true, false, '√'),
  words: fc.constantFrom('展会', '转介绍', '陌生拜访', '其他'),
  'several words': fc.subarray(['VIP', '老客户', '展会', '大单'], { minLength: 1 }).map((words) => words.join('、')),
  'any text': fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
  mixed: fc.oneof<fc.Arbitrary<Cell>[]>(
    fc.integer(),
    fc.string({ maxLength: 12 }),
    fc.boolean(),
    fc.constantFrom('2024-05-01', '13800138000', '15%', '001'),
  ),
};

/** Proposes a table of one column and judges its own cells as an import would; answers what is refused. */
const refusedCells = (title: string, cells: readonly Cell[]): readonly unknown[] => {
  const profile = startProfile();
  for (const cell of cells) addToProfile(profile, cell);
  const columns = [{ header: { index: 0, title, required: false }, proposal: proposeField({ title, profile }, context) }];
  const { definition, keys } = proposeTable({
    title: 't',
    columns,
    taken: new Set(),
    pinyin: context.pinyin,
    words: { section: '甲', view: '乙' },
  });
  const checked = checkDefinition(definition);
  if (!checked.ok) return [...checked.problems];
  const table = compileTable(checked.value, 1);
  const asker = { today: '2024-05-01', zone: 'Asia/Shanghai', me: 'p1', team: ['p1'] };
  const judging = { table, check: compileFieldCheck(table), lookup, asker, now: '2024-05-01T00:00:00.000Z', givesNumbers: false };
  const [key = ''] = keys;
  const field = table.definition.record.properties[key];
  if (field === undefined) return ['no field'];
  const type = field['x-type'];
  return cells.flatMap((cell): readonly unknown[] => {
    const value = parseCell(cell, type);
    if (value === null) return [];
    const parsed = fieldTypes[type].parse(String(value), field, lookup);
    const problems: readonly Problem[] = parsed.ok ? judgeCreate({ [key]: parsed.value }, judging).problems : parsed.problems;
    return problems.length === 0 ? [] : [{ cell, type, problems }];
  });
};

/** The promise behind every proposal: our own guess never makes a value of the workbook refused, and the definition is a sound one. */
describe('a proposed table takes every value it was proposed from', () => {
  const titles = fc.constantFrom('甲', '日期', '金额', '电话', '客户标签', '是否', '跟进人', '编号', 'owner', 'constructor');
  test.each(Object.entries(makers))('%s', (_, maker) => {
    fc.assert(
      fc.property(fc.array(maker, { minLength: 1, maxLength: 40 }), titles, (cells, title) => {
        expect(refusedCells(title, cells)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test.each<readonly [Cell, Parameters<typeof parseCell>[1], string | number | boolean | null]>([
    ['１，２３４．５', 'number', 1234.5],
    ['1,234', 'number', 1234],
    ['¥1,200.50', 'money', 1200.5],
    ['1.5万', 'money', 15000],
    ['(5)', 'money', -5],
    ['15.3%', 'percent', 0.153],
    [0.2, 'percent', 0.2],
    ['不详', 'number', '不详'],
    ['2024年5月1日', 'date', '2024-05-01'],
    ['2024/5/1 00:00:00', 'date', '2024-05-01'],
    ['2024/5/1 10:30', 'date', '2024-05-01 10:30:00'],
    [45413, 'date', '2024-05-01'],
    [20240501, 'date', '2024-05-01'],
    [{ date: '2024-05-01' }, 'datetime', '2024-05-01T00:00:00'],
    ['2024-05-01 下午 3:05', 'datetime', '2024-05-01T15:05:00'],
    ['2024-05-01T10:00:00+08:00', 'datetime', '2024-05-01T02:00:00.000Z'],
    ['2024-02-30', 'date', '2024-02-30'],
    ['√', 'yes-no', true],
    ['也许', 'yes-no', '也许'],
    [13800138000, 'phone', '13800138000'],
    ['１３８００１３８０００', 'phone', '13800138000'],
    [7, 'text', '7'],
    ['  甲 ', 'text', '甲'],
    ['  ', 'text', null],
    [null, 'text', null],
  ])('%j for %s is %j', (cell, type, value) => {
    expect(parseCell(cell, type)).toEqual(value);
  });
});
