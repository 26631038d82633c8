import fc from 'fast-check';
import type { Condition } from '#core/condition/condition.ts';
import type { FieldSchema, Option } from '#core/definition/definition.ts';
import { everyField, type EveryKey } from '#support/every-field.ts';
import { testPeople, testRegions } from '#support/lookup.ts';

const keys = Object.keys(everyField).filter((key): key is EveryKey => key in everyField && key !== 'no');

/** Values that fit most of the time, and every way in which they may not. */
const wild = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  fc.constantFrom('', '  ', 'x', 3, -1, true, false, 'a\u0000', '\ud800', '\t'),
  fc.string({ unit: 'grapheme', maxLength: 14 }),
  fc.constant([]),
  fc.constant({ a: 1 }),
);
const good: Readonly<Record<EveryKey, fc.Arbitrary<unknown>>> = {
  no: fc.constant('C1'),
  name: fc.constantFrom('云峪谷', 'Ab', ' 名称 ', '一二三四五六七八九十十二', '😀😀', '一', '一二三四五六七八九十一二三'),
  code: fc.constantFrom('AB-12', '客-1', 'ab-1', 'A-', ' '),
  word: fc.constantFrom('有', '无', ''),
  note: fc.constantFrom('第一行\n第二行', '长'.repeat(30), '长'.repeat(31), '\u0007'),
  count: fc.constantFrom(-5, 0, 1.5, 100, 50, -6, 101),
  amount: fc.constantFrom(19.99, 0, 100, -1, 5, 1e14),
  rate: fc.constantFrom(0.15, 1, 1.5, 0.5),
  day: fc.constantFrom('2024-05-01', '2024-02-29', '2023-02-29', '2024-5-1'),
  moment: fc.constantFrom('2024-05-01T01:30:00Z', '2024-05-01T01:30:00.120Z', '2024-05-01T01:30:00+08:00', '2024-13-01T00:00:00Z'),
  source: fc.constantFrom('expo', 'other', 'cold', 'gone'),
  status: fc.constantFrom('none', 'active', 'ended', 'gone'),
  tags: fc.oneof(
    { weight: 4, arbitrary: fc.subarray(['a', 'b', 'c'], { minLength: 1, maxLength: 2 }) },
    fc.constantFrom(['a', 'a'], ['d'], ['a', 'b', 'c'], [], [1]),
  ),
  paid: fc.boolean(),
  phone: fc.constantFrom('13800001234', '021-6888 1234 转 5', '1234', 'phone'),
  email: fc.constantFrom('li@example.com', 'li@例子.中国', 'li@', ' li@x.cn '),
  site: fc.constantFrom('https://x.cn/a', 'javascript:alert(1)', 'x.cn'),
  member: fc.constantFrom(...testPeople),
  idno: fc.constantFrom('91350100M000100Y43', '11010519491231002x', 'E1234 5678', 'E-1', '91350100M000100Y44'),
  person: fc.constantFrom('11010519491231002X', '110105 491231 002', '110105194912310021', '1101051949123100', ' '),
  credit: fc.constantFrom('91350100M000100Y43', '91350100M000100Y34', '91350100I000100Y43'),
  area: fc.constantFrom(...testRegions),
};

const leaf = (field: string, op: string, value?: unknown): unknown => (value === undefined ? { field, op } : { field, op, value });

/** Leaves a standard schema can say, each operator on each kind of field. */
const leaves: readonly unknown[] = [
  leaf('status', 'is', 'active'),
  leaf('status', 'is', 'none'),
  leaf('status', 'is-not', 'active'),
  leaf('source', 'any-of', ['expo', 'other']),
  leaf('source', 'empty'),
  leaf('source', 'filled'),
  leaf('paid', 'is', true),
  leaf('paid', 'is', false),
  leaf('paid', 'empty'),
  leaf('tags', 'has-any', ['a', 'c']),
  leaf('tags', 'has-all', ['a', 'b']),
  leaf('tags', 'empty'),
  leaf('tags', 'filled'),
  leaf('count', 'is', 50),
  leaf('count', 'is-not', 50),
  leaf('count', 'less', 10),
  leaf('count', 'more', 0),
  leaf('count', 'between', [0, 50]),
  leaf('name', 'empty'),
  leaf('word', 'filled'),
  leaf('rate', 'more', 0.4),
];

const isCondition = (input: unknown): input is Condition => typeof input === 'object' && input !== null;

/** A condition over fields that come before the one it is for, so that no circle arises. */
const conditionFor = (key: string): fc.Arbitrary<Condition | undefined> => {
  const before = keys.slice(
    0,
    keys.findIndex((candidate) => candidate === key),
  );
  const usable = leaves.filter((candidate) => before.some((earlier) => JSON.stringify(candidate).includes(`"field":"${earlier}"`)));
  if (usable.length === 0) return fc.constant(undefined);
  const one = fc.constantFrom(...usable);
  return fc
    .oneof(
      { weight: 4, arbitrary: one },
      one.map((inner) => ({ not: inner })),
      fc.array(one, { maxLength: 3 }).map((all) => ({ all })),
      fc.array(one, { maxLength: 3 }).map((any) => ({ any })),
    )
    .map((condition) => (isCondition(condition) ? condition : undefined));
};

const limited = ['source', 'status', 'tags'] as const satisfies readonly EveryKey[];

/** A condition for each of the first three options, or none. */
const limitsFor = (key: EveryKey): fc.Arbitrary<readonly (Condition | undefined)[]> =>
  fc.tuple(...[0, 1, 2].map(() => fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, conditionFor(key))));

const limitAll = (options: readonly Option[], limits: readonly (Condition | undefined)[]): readonly Option[] =>
  options.map((option, at) => ({ ...option, ...(limits[at] === undefined ? {} : { 'x-when': limits[at] }) }));

const withLimits = (field: FieldSchema, limits: readonly (Condition | undefined)[]): FieldSchema => ({
  ...field,
  ...(field.oneOf === undefined ? {} : { oneOf: limitAll(field.oneOf, limits) }),
  ...(field.items === undefined ? {} : { items: { oneOf: limitAll(field.items.oneOf, limits) } }),
});

export interface TableCase {
  readonly fields: Readonly<Record<string, FieldSchema>>;
  readonly required: readonly string[];
}

/** Tables of every field, some required, some shown or required by a condition. */
export const tableCases: fc.Arbitrary<TableCase> = fc
  .record({
    required: fc.subarray(keys, { maxLength: 5 }),
    shown: fc.subarray(keys, { maxLength: 5 }),
    asked: fc.subarray(keys, { maxLength: 4 }),
    locked: fc.subarray(keys, { maxLength: 2 }),
  })
  .chain(({ required, shown, asked, locked }) =>
    fc
      .record({
        show: fc.tuple(...shown.map((key) => conditionFor(key))),
        ask: fc.tuple(...asked.map((key) => conditionFor(key))),
        lock: fc.tuple(...locked.map((key) => conditionFor(key))),
        limit: fc.record(Object.fromEntries(limited.map((key) => [key, limitsFor(key)]))),
      })
      .map(({ show, ask, lock, limit }) => ({
        required,
        fields: Object.fromEntries(
          keys.map((key) => {
            const showIt = show[shown.indexOf(key)];
            const askIt = ask[asked.indexOf(key)];
            const lockIt = lock[locked.indexOf(key)];
            const conditions = {
              ...(showIt ? { 'x-show': showIt } : {}),
              ...(askIt ? { 'x-require': askIt } : {}),
              ...(lockIt ? { 'x-lock': lockIt } : {}),
            };
            return [key, { ...withLimits(everyField[key], limit[key] ?? []), ...conditions }];
          }),
        ),
      })),
  );

/** A record: most values fit, so that about half of the records are wrong somewhere. */
export const records = (table: TableCase): fc.Arbitrary<Readonly<Record<string, unknown>>> => {
  const valueOf = (key: EveryKey): fc.Arbitrary<unknown> => {
    const fits = good[key].filter((value) => fitsMostly(key, value));
    return fc.oneof({ weight: 60, arbitrary: fits }, { weight: 1, arbitrary: good[key] }, { weight: 1, arbitrary: wild });
  };
  const own = fc.record(Object.fromEntries(keys.map((key) => [key, valueOf(key)])), {
    requiredKeys: keys.filter((key) => table.required.includes(key)),
  });
  const extra = fc.record(
    { source_other: fc.constantFrom('网友', '别的', '', 'x'.repeat(101)), strange: fc.constant(1) },
    { requiredKeys: [] },
  );
  return fc.tuple(own, extra, fc.nat(30), fc.nat(20)).map(([values, { source_other, strange }, drop, odd]) => ({
    ...Object.fromEntries(Object.entries(values).filter((_entry, at) => at !== drop)),
    ...(source_other === undefined || (values['source'] !== 'other' && odd > 1) ? {} : { source_other }),
    ...(odd === 0 && strange !== undefined ? { strange } : {}),
  }));
};

const misfits: readonly unknown[] = [
  '一',
  '一二三四五六七八九十一二三',
  'ab-1',
  'A-',
  '长'.repeat(31),
  '\u0007',
  -6,
  101,
  -1,
  1e14,
  1.5,
  '2023-02-29',
  '2024-5-1',
  '2024-05-01T01:30:00+08:00',
  '2024-13-01T00:00:00Z',
  'cold',
  'ended',
  'gone',
  '1234',
  'E-1',
  '91350100M000100Y34',
  '91350100I000100Y43',
  '91350100M000100Y44',
  '110105194912310021',
  '1101051949123100',
  'phone',
  'li@',
  'javascript:alert(1)',
  'x.cn',
];
const fitsMostly = (key: EveryKey, value: unknown): boolean =>
  key === 'count' && value === 1.5
    ? true
    : Array.isArray(value)
      ? ['["a"]', '["b"]', '["c"]', '["a","b"]', '["a","c"]', '["b","c"]'].includes(JSON.stringify(value))
      : !misfits.includes(value);
