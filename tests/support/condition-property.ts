import fc from 'fast-check';
import { evaluate } from '#core/condition/evaluate.ts';
import { checkCondition } from '#core/condition/check-condition.ts';
import { conditionToSql } from '#core/condition/condition-to-sql.ts';
import {
  leavesOf,
  operators,
  type Asker,
  type Condition,
  type Leaf,
  type Operand,
  type Operator,
  type RelativeDay,
} from '#core/condition/condition.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { newBindings } from '#core/query/bindings.ts';
import type { Database } from '#usecases/ports/database.ts';
import { everyField, testTable } from '#support/every-field.ts';
import { testPeople, testRegions } from '#support/lookup.ts';
import { insertRows, makeTable, rowId, testNote } from '#support/rows-in-database.ts';

export const conditionTable = testTable(
  Object.fromEntries(
    Object.entries(everyField).map(([key, field]) => [key, key === 'code' ? { title: '代码', type: 'string', 'x-type': 'text' } : field]),
  ),
);

const asker: Asker = { today: '2024-05-31', zone: 'Asia/Shanghai', me: 'p-zhang', team: ['p-zhang', 'p-li'] };

/** Texts that trip SQL, LIKE, folding and length limits. */
const texts = [
  `it's`,
  `"quoted"`,
  '100%',
  'a_b',
  'A_B',
  'ÀÉ',
  'àé',
  'é',
  '中文公司',
  '公司',
  '😀👩‍👩‍👧',
  '\\',
  ':v0',
  '{:v0} ] [',
  'İstanbul',
  'ß',
  'ﬁ',
  '长'.repeat(10_000),
  '  x  ',
  '0',
  'null',
];
const text = fc.oneof(
  fc.constantFrom(...texts),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }).filter((value) => /\S/.test(value) && !/\p{Cc}|\p{Cs}/u.test(value)),
);
const numbers = fc.oneof(fc.constantFrom(0, 1, -1, 0.1, 0.3, 19.99, 12.5, 100, 1e9, 4.35, 1.005), fc.integer({ min: -3, max: 3 }));
const days = fc.constantFrom(
  '2024-05-31',
  '2024-06-01',
  '2024-05-27',
  '2024-01-01',
  '2023-12-31',
  '2024-02-29',
  '2024-04-30',
  '2024-04-01',
);
const moments = fc.constantFrom(
  '2024-05-30T16:00:00.000Z',
  '2024-05-31T15:59:59.999Z',
  '2024-05-31T16:00:00.000Z',
  '2024-05-31T01:02:03.004Z',
  '2024-02-29T00:00:00.000Z',
);
const phones = fc.constantFrom(
  '13800001234',
  '138-0000-1234',
  '021-6888 1234 转 5',
  '021 68881234 EXT5',
  '+86 138 0000 1234',
  '(021)68881234#5',
);

const valueOf = (field: CompiledField): fc.Arbitrary<Value> => {
  const ids = optionsOf(field.schema).map((option) => option.const);
  switch (field.type.name) {
    case 'number':
    case 'percent':
    case 'money':
      return field.type.name === 'money' ? numbers.map((value) => Math.round(value * 100) / 100) : numbers;
    case 'date':
      return days;
    case 'datetime':
      return moments;
    case 'choice':
      return fc.constantFrom(...ids);
    case 'multi-choice':
      return fc.subarray(ids, { minLength: 1 });
    case 'yes-no':
      return fc.boolean();
    case 'phone':
      return phones;
    case 'member':
      return fc.constantFrom(...testPeople);
    case 'region':
      return fc.constantFrom(...testRegions);
    default:
      return text;
  }
};

const relative: fc.Arbitrary<RelativeDay> = fc.constantFrom<RelativeDay[]>(
  { days: -30 },
  { days: 0 },
  { days: 1 },
  { today: true },
  { this: 'week' },
  { this: 'month' },
  { this: 'quarter' },
  { this: 'year' },
);

const operandOf = (field: CompiledField, op: Operator): fc.Arbitrary<Operand | undefined> => {
  if (['empty', 'filled', 'me', 'my-team'].includes(op)) return fc.constant(undefined);
  const plain = valueOf(field)
    .map((value) => (Array.isArray(value) ? (value[0] ?? '') : value))
    .filter((value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean');
  const short = plain.map((value) => (typeof value === 'string' ? value.slice(0, 1000) : value));
  const day = fc.oneof(days, relative, ...(field.type.name === 'datetime' ? [moments] : []));
  const isDay = field.type.name === 'date' || field.type.name === 'datetime';
  const listed = short.filter((value) => typeof value !== 'boolean');
  if (['any-of', 'has-any', 'has-all'].includes(op)) return fc.array(listed, { minLength: 1, maxLength: 3 });
  if (op === 'between') return isDay ? fc.tuple(day, day) : fc.tuple(listed, listed);
  if ((op === 'contains' || op === 'starts') && !isDay)
    return short.map((value) => {
      const characters = [...String(value)];
      return (
        characters.slice(op === 'starts' ? 0 : Math.floor(characters.length / 3), 1 + Math.floor(characters.length * 0.7)).join('') ||
        String(value)
      );
    });
  return isDay ? day : short;
};

/** First the operator, then a field that knows it, so that none is tried seldom. */
const leafOf = (table: CompiledTable): fc.Arbitrary<Leaf> =>
  fc
    .constantFrom(...operators)
    .chain((op) =>
      fc
        .constantFrom(...table.fields.filter((field) => field.type.operators.includes(op)))
        .chain((field) =>
          operandOf(field, op).map((value): Leaf => (value === undefined ? { field: field.key, op } : { field: field.key, op, value })),
        ),
    );

const systemLeaf: fc.Arbitrary<Leaf> = fc.constantFrom<Leaf[]>(
  { field: '$created', op: 'before', value: { today: true } },
  { field: '$updated', op: 'is', value: { this: 'month' } },
  { field: '$by', op: 'me' },
  { field: '$revision', op: 'more', value: 0 },
);

export const conditionsFor = (table: CompiledTable): fc.Arbitrary<Condition> =>
  fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 8, arbitrary: leafOf(table) },
      { weight: 1, arbitrary: systemLeaf },
      { weight: 1, arbitrary: fc.array(tie('node'), { maxLength: 3 }).map((all) => ({ all })) },
      { weight: 1, arbitrary: fc.array(tie('node'), { maxLength: 3 }).map((any) => ({ any })) },
      { weight: 1, arbitrary: tie('node').map((not) => ({ not })) },
    ),
  })).node;

export const rowsFor = (table: CompiledTable): fc.Arbitrary<Values> =>
  fc
    .record(Object.fromEntries(table.fields.map((field) => [field.key, fc.option(valueOf(field), { freq: 4 })])))
    .map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [key, value === null ? null : (table.field(key)?.type.clean(value) ?? null)]),
      ),
    );

/**
 * SQL and predicate choose the same rows, on whichever database is handed in: `rows` rows of unusual values, `runs` conditions.
 * Answers how often each operator was tried and how many leaves were neither always true nor always false.
 */
export const provesConditions = async (database: Database, { rows, runs }: { readonly rows: number; readonly runs: number }) => {
  const table = conditionTable;
  await makeTable(database, table);
  const sample = fc.sample(rowsFor(table), { numRuns: rows, seed: 7 }).map((row, at) => ({ ...row, no: `C${at}` }));
  await insertRows(database, table, sample);
  const system = { $created: testNote.at, $updated: testNote.at, $by: testNote.by, $revision: table.revision };
  const tried = new Map<string, number>();
  let telling = 0;
  await fc.assert(
    fc.asyncProperty(conditionsFor(table), async (condition) => {
      const faults = checkCondition(condition, table);
      if (faults.length > 0) throw new Error(`not a sound condition: ${JSON.stringify(faults)}`);
      for (const [, op = ''] of JSON.stringify(condition).matchAll(/"op":"([a-z-]+)"/g)) tried.set(op, (tried.get(op) ?? 0) + 1);
      const wanted = sample.flatMap((values, at) => (evaluate(condition, { values, system }, { asker, source: table }) ? [rowId(at)] : []));
      for (const walk of asksLists(condition) ? [false, true] : [false]) {
        const { bind, params } = newBindings();
        const test = conditionToSql(condition, { asker, source: table, bind, walk });
        const found = await database.read<string>({
          text: `select json_quote(t.id) as j from ${table.collection} t where ${test} order by t.id`,
          params,
        });
        if (JSON.stringify(found) !== JSON.stringify(wanted))
          throw new Error(`${found.length} rows by SQL, ${wanted.length} by the predicate: ${test}`);
      }
      if (wanted.length > 0 && wanted.length < sample.length) telling += 1;
    }),
    { numRuns: runs, seed: 11, endOnFailure: true },
  );
  return { tried, telling };
};

/** Tests of multi-choices have two spellings in SQL. */
const asksLists = (condition: Condition): boolean => leavesOf(condition).some(({ op }) => op === 'has-any' || op === 'has-all');
