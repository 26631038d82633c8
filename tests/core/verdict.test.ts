import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileFieldCheck } from '#core/compile/field-check.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { recordSchema } from '#core/compile/record-schema.ts';
import { judgeCreate, type Verdict } from '#core/record/judge.ts';
import { everyField, testTable } from '#support/every-field.ts';
import { testLookup } from '#support/lookup.ts';
import { records, tableCases } from '#support/verdict-property.ts';

const asker = { today: '2024-06-01', zone: 'Asia/Shanghai', me: 'p-zhang', team: [] };

/** Where ours is stricter (docs/json-schema.md): existence of people and regions, decimals, check digits, numbers of the server, conditions a schema cannot say. */
const onlyOurs = new Set(['person-unknown', 'region', 'too-many-decimals', 'id-check-digit', 'id-birth-date']);

const judges = (table: CompiledTable) => {
  const check = compileFieldCheck(table);
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  ajvFormats.default(ajv);
  const standard = ajv.compile(recordSchema(table, 'create'));
  const stored = ajv.compile(recordSchema(table, 'record'));
  const ours = (raw: Readonly<Record<string, unknown>>): Verdict =>
    judgeCreate(raw, { table, check, lookup: testLookup, asker, now: '2024-06-01T00:00:00.000Z', givesNumbers: true });
  return { ours, standard, stored };
};

const keywordsOf = new Map(Object.entries(everyField).map(([key, field]) => [key, Object.keys(field)]));
const tables = 60;
const recordsEach = 200;

it('a standard validator agrees with the verdict on 12,000 generated records', () => {
  const codes = new Map<string, number>();
  const operators = new Map<string, number>();
  const keywords = new Map<string, number>();
  const count = (map: Map<string, number>, key: string, by = 1) => map.set(key, (map.get(key) ?? 0) + by);
  let invalid = 0;
  let total = 0;
  fc.assert(
    fc.property(
      tableCases.chain((table) =>
        fc.tuple(fc.constant(table), fc.array(records(table), { minLength: recordsEach, maxLength: recordsEach })),
      ),
      ([tableCase, rows]) => {
        const table = testTable(tableCase.fields, {}, tableCase.required);
        const { ours, standard, stored } = judges(table);
        const text = JSON.stringify(tableCase.fields);
        for (const [, op = ''] of text.matchAll(/"op":"([a-z-]+)"/g)) count(operators, op, rows.length);
        for (const raw of rows) {
          const { problems, values } = ours(raw);
          const accepted = standard(raw);
          const ourOwn = problems.length > 0 && problems.every((problem) => onlyOurs.has(problem.code));
          if ((problems.length === 0) !== accepted && !ourOwn)
            throw new Error(
              JSON.stringify(
                { raw, problems, errors: standard.errors, conditions: conditionsOf(tableCase.fields), required: tableCase.required },
                null,
                1,
              ),
            );
          if (problems.length === 0 && !stored(values)) throw new Error(JSON.stringify({ raw, values, errors: stored.errors }));
          total += 1;
          if (!accepted) invalid += 1;
          for (const problem of problems) count(codes, problem.code);
          for (const key of Object.keys(raw)) for (const keyword of keywordsOf.get(key) ?? []) count(keywords, keyword);
        }
      },
    ),
    { numRuns: tables, seed: 20260101, endOnFailure: true },
  );
  const share = Math.round((invalid / total) * 100);
  console.info(
    `${total} records, ${share} % invalid`,
    Object.fromEntries(codes),
    Object.fromEntries(operators),
    Object.fromEntries(keywords),
  );
  expect(total).toBeGreaterThanOrEqual(10_000);
  expect(share).toBeGreaterThanOrEqual(30);
  expect(share).toBeLessThanOrEqual(70);
  expect(codes.get('option-not-now') ?? 0).toBeGreaterThanOrEqual(100);
  for (const operator of ['is', 'is-not', 'any-of', 'empty', 'filled', 'has-any', 'has-all', 'less', 'more', 'between'])
    expect([operator, operators.get(operator) ?? 0]).toEqual([operator, expect.toSatisfy((times: number) => times >= 100)]);
  for (const keyword of new Set(Object.entries(everyField).flatMap(([key, field]) => (key === 'no' ? [] : Object.keys(field)))))
    expect([keyword, keywords.get(keyword) ?? 0]).toEqual([keyword, expect.toSatisfy((times: number) => times >= 100)]);
}, 120_000);

const conditionsOf = (fields: Readonly<Record<string, object>>): unknown =>
  Object.fromEntries(
    Object.entries(fields)
      .map(([key, field]) => [
        key,
        Object.fromEntries(Object.entries(field).filter(([keyword]) => /x-(show|require|lock)|oneOf|items/.test(keyword))),
      ])
      .filter(([, found]) => Object.keys(Object(found)).length > 0),
  );
