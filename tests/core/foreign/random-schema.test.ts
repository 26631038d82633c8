import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileTable } from '#core/compile/compile-table.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import { readForeignSchema } from '#core/foreign/read-foreign-schema.ts';
import { testPinyin } from '#support/pinyin.ts';
import { expectSaidWell } from '#support/said-well.ts';
import { takenAlike } from '#support/taken-alike.ts';

const oddNames = [
  'id',
  '__proto__',
  'constructor',
  '',
  '@type',
  'a/b',
  '$ref',
  'x'.repeat(100),
  'owner',
  'a_other',
  '\ud800',
  '\u0000',
  '😀',
  ' ',
];
const name = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('a', 'b', 'c', '客户') }, fc.constantFrom(...oddNames));
const scalar = fc.oneof(
  fc.constantFrom(null, true, 0, -0, 1.5, 1e308, -5, '', ' ', 'a', '甲', 'ＡＢ', 'ab', '\u0000', '\ud800', 'x'.repeat(300), '2024-01-01'),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const bound = fc.constantFrom(0, 1, -1, 0.1, 1e-7, 5, 1e21, 2 ** 53, 20_001, '5', null, true);
const types = [
  'string',
  'number',
  'integer',
  'boolean',
  'object',
  'array',
  'null',
  'any',
  'x',
  ['string', 'null'],
  ['object', 'null'],
  [],
  5,
  null,
];
const whole = [true, false, {}, null, 5, [], 'x', { type: 'string' }, { type: 'integer' }, { enum: ['a', 'b'] }];
const references = ['#/$defs/a', '#', 'http://x/y', '#/properties/a', '#b', 5, '#/%zz'].map((to) => ({ $ref: to }));

/** Any schema, and what is nearly one: keywords with values of any kind, names nobody expects, references in circles. */
const { schema } = fc.letrec<{ schema: unknown; named: unknown; list: unknown; rule: unknown }>((tie) => {
  const keywords: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
    type: fc.constantFrom(...types),
    title: scalar,
    description: scalar,
    format: fc.constantFrom('date', 'date-time', 'email', 'uri', 'uuid', '__proto__', 5),
    pattern: fc.constantFrom('^a', '[', '(a+)+$', '(?=a)', '^\\s*$', '', 5, '\\Z', 'x'.repeat(600)),
    ...Object.fromEntries(
      ['minLength', 'maxLength', 'minimum', 'maximum', 'multipleOf', 'minItems', 'maxItems'].map((key) => [key, bound]),
    ),
    exclusiveMinimum: fc.oneof(bound, fc.boolean()),
    default: fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })),
    enum: fc.array(scalar, { maxLength: 5 }),
    const: scalar,
    ...Object.fromEntries(['oneOf', 'anyOf', 'allOf', 'prefixItems'].map((key) => [key, tie('list')])),
    ...Object.fromEntries(
      ['not', 'then', 'else', 'items', 'contains', 'additionalProperties', 'extends'].map((key) => [key, tie('schema')]),
    ),
    ...Object.fromEntries(['properties', 'dependentSchemas', 'dependencies', 'patternProperties'].map((key) => [key, tie('named')])),
    if: tie('rule'),
    required: fc.oneof(fc.array(name, { maxLength: 3 }), fc.boolean()),
    dependentRequired: fc.dictionary(name, fc.array(name, { maxLength: 2 }), { maxKeys: 2 }),
    readOnly: fc.boolean(),
    $id: fc.constantFrom('urn:biaoli:x:1:create', 5),
    $anchor: fc.constantFrom('b', 5),
  };
  const made = fc
    .uniqueArray(fc.constantFrom(...Object.keys(keywords)), { minLength: 1, maxLength: 4 })
    .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, keywords[key] ?? scalar]))));
  return {
    named: fc.dictionary(name, tie('schema'), { maxKeys: 4 }),
    list: fc.array(tie('schema'), { maxLength: 3 }),
    rule: fc.record({
      properties: fc.record({
        a: fc.oneof(
          scalar.map((value) => ({ const: value })),
          tie('schema'),
        ),
      }),
    }),
    schema: fc.oneof({ depthSize: 'small' }, fc.constantFrom<unknown>(...whole, ...references), made),
  };
});
const document = fc.record(
  {
    properties: fc.dictionary(name, schema, { minKeys: 1, maxKeys: 6 }),
    required: fc.array(name, { maxLength: 3 }),
    $defs: fc.record({ a: schema }),
    if: fc.record({ properties: fc.record({ a: scalar.map((value) => ({ const: value })) }) }),
    then: schema,
    title: scalar,
  },
  { requiredKeys: ['properties'] },
);

const read = (input: unknown) =>
  readForeignSchema(input, {
    taken: { keys: new Set(), titles: new Set() },
    pinyin: (text) => [...text].map((character) => testPinyin(character) || character),
    words: { untitled: '未命名表', section: '基础信息', view: '全部' },
  });

it('whatever a schema says, it becomes a sound table or is refused in words; the table and its exported schema judge alike', () => {
  let tables = 0;
  let left = 0;
  fc.assert(
    fc.property(fc.oneof({ weight: 6, arbitrary: document }, schema), fc.array(scalar, { minLength: 6, maxLength: 6 }), (given, values) => {
      const text = JSON.stringify(given) ?? 'null';
      const input: unknown = JSON.parse(text);
      const made = read(input);
      expect(JSON.stringify(input)).toBe(text);
      expect(read(JSON.parse(text))).toEqual(made);
      expectSaidWell(made.ok ? made.value.leftOut : made.problems);
      if (!made.ok) {
        expect(made.problems.length).toBeGreaterThan(0);
        return;
      }
      tables += 1;
      left += made.value.leftOut.length;
      expect(checkDefinition(made.value.definition)).toMatchObject({ ok: true });
      const table = compileTable(made.value.definition, 1);
      takenAlike(
        table,
        values.map((value) => Object.fromEntries(table.fields.slice(0, 3).map(({ key }) => [key, value]))),
      );
    }),
    { numRuns: 80, seed: 7, endOnFailure: true },
  );
  console.info(`${tables} tables, ${left} parts left out`);
  expect(tables).toBeGreaterThan(30);
  expect(left).toBeGreaterThan(60);
}, 120_000);
