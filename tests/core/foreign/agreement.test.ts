import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileTable } from '#core/compile/compile-table.ts';
import { recordSchema } from '#core/compile/record-schema.ts';
import { readTable } from './read-schema.ts';

const word = fc.stringMatching(/^[a-z]{1,6}$/);
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 4 });

/** What is read without loss, values of it and values beside it: decimals, blanks and null are where ours is documented to differ. */
const property = fc.oneof(
  fc.record({ type: fc.constant('string'), minLength: fc.integer({ min: 0, max: 3 }), maxLength: fc.integer({ min: 3, max: 6 }) }),
  fc.record({ type: fc.constant('string'), pattern: fc.constantFrom('^a', '[b-f]$', '^[a-m]{2,4}$') }),
  fc.record({ type: fc.constant('integer'), minimum: fc.integer({ min: -5, max: 0 }), maximum: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ type: fc.constant('integer'), exclusiveMinimum: fc.integer({ min: -5, max: 0 }) }),
  fc.constant({ type: 'boolean' }),
  fc.constant({ type: 'string', format: 'date' }),
  words.map((list) => ({ enum: list })),
  words.map((list) => ({ oneOf: list.map((id) => ({ const: id, title: `${id} 项` })) })),
  words.map((list) => ({ type: 'array', uniqueItems: true, items: { enum: list } })),
);
const names = ['a', 'b', 'c', 'd'] as const;
const schema = fc.record({
  properties: fc.record({ a: property, b: property, c: property, d: property, kind: fc.constant({ enum: ['x', 'y', 'z'] }) }),
  required: fc.subarray([...names, 'kind']),
  rules: fc.array(fc.record({ value: fc.constantFrom('x', 'y'), then: fc.subarray([...names]), otherwise: fc.subarray([...names]) }), {
    minLength: 1,
    maxLength: 2,
  }),
  dependentRequired: fc.dictionary(fc.constantFrom(...names), fc.subarray([...names]), { maxKeys: 2 }),
});
const value = fc.oneof(
  word,
  fc.integer({ min: -7, max: 7 }),
  fc.boolean(),
  fc.constantFrom('2024-02-29', '2023-02-29'),
  fc.array(word, { minLength: 1, maxLength: 3 }),
);
const record = fc.record({ a: value, b: value, c: value, d: value, kind: fc.constantFrom('x', 'y', 'z', 'other') }, { requiredKeys: [] });

const judge = (given: object) => {
  const ajv = new Ajv2020({ strict: false });
  ajvFormats.default(ajv);
  return ajv.compile(given);
};

it('the exported schema of a table agrees with the schema it was made of', () => {
  fc.assert(
    fc.property(schema, fc.array(record, { minLength: 8, maxLength: 8 }), ({ rules, ...given }, records) => {
      const original = {
        type: 'object',
        ...given,
        dependentRequired: Object.fromEntries(
          Object.entries(given.dependentRequired).map(([key, needs]) => [key, needs.filter((need) => need !== key)]),
        ),
        allOf: rules.map(({ value: wanted, then, otherwise }) => ({
          if: { properties: { kind: { const: wanted } }, required: ['kind'] },
          then: { required: then },
          else: { required: otherwise },
        })),
      };
      const { definition, leftAt } = readTable(original);
      expect(leftAt).toEqual([]);
      const theirs = judge(original);
      const ours = judge(recordSchema(compileTable(definition, 1), 'create'));
      for (const one of records) expect([one, ours(one)]).toEqual([one, theirs(one)]);
    }),
    { numRuns: 150 },
  );
});
