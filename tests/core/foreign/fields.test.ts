import { describe, expect, it } from 'vitest';
import { readOne, readTable } from './read-schema.ts';

describe('a property of a foreign schema', () => {
  it.each([
    [{ type: 'string' }, { type: 'string', 'x-type': 'text' }],
    [{}, { 'x-type': 'text' }],
    [true, { 'x-type': 'text' }],
    [
      { type: 'string', minLength: 2, maxLength: 30, pattern: '^[A-Z]+$' },
      { 'x-type': 'text', minLength: 2, maxLength: 30, pattern: '^[A-Z]+$' },
    ],
    [
      { type: 'string', maxLength: 5000 },
      { 'x-type': 'long-text', maxLength: 5000 },
    ],
    [
      { type: 'string', format: 'date' },
      { 'x-type': 'date', format: 'date' },
    ],
    [
      { type: 'string', format: 'date-time' },
      { 'x-type': 'datetime', format: 'date-time' },
    ],
    [{ type: ['string', 'null'], format: 'email' }, { 'x-type': 'email' }],
    [{ format: 'uri' }, { 'x-type': 'url' }],
    [{ type: 'string', format: 'phone' }, { 'x-type': 'phone' }],
    [
      { type: 'integer', minimum: 1, maximum: 9 },
      { type: 'number', 'x-type': 'number', minimum: 1, maximum: 9, 'x-digits': 0 },
    ],
    [
      { type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 10 },
      { minimum: 1, maximum: 9 },
    ],
    [{ type: 'integer', minimum: 0, exclusiveMinimum: true }, { minimum: 1 }],
    [
      { type: 'number', exclusiveMinimum: 0 },
      { minimum: 0.000001, 'x-digits': 6 },
    ],
    [
      { type: 'number', multipleOf: 0.01, exclusiveMaximum: 1 },
      { maximum: 0.99, 'x-digits': 2 },
    ],
    [{ type: 'number', divisibleBy: 1 }, { 'x-digits': 0 }],
    [
      { type: 'boolean', default: true },
      { type: 'boolean', 'x-type': 'yes-no', default: true },
    ],
    [{ enum: [true, false] }, { 'x-type': 'yes-no' }],
    [{ anyOf: [{ type: 'null' }, { type: 'integer' }] }, { 'x-type': 'number' }],
    [{ type: 'string', nullable: true, title: '名  称\u0000' }, { title: '名 称' }],
    [{ type: 'string', default: '甲' }, { default: '甲' }],
    [{ type: 'string', readOnly: true }, { 'x-access': { update: ['admin'] } }],
    [{ allOf: [{ type: 'string' }, { minLength: 2 }, { minLength: 3 }] }, { 'x-type': 'text', minLength: 3 }],
    [
      { type: 'array', items: { type: 'string' } },
      { type: 'string', 'x-type': 'long-text' },
    ],
  ])('%j', (schema, expected) => {
    expect(readOne(schema).field).toMatchObject(expected);
  });

  it.each([
    [{ enum: ['a', 'b', null] }, ['a', 'b'], ['a', 'b']],
    [{ type: 'integer', enum: [1, 2, -3, 'x'] }, ['1', '2', 'minus_3'], ['1', '2', '-3']],
    [{ enum: ['a/b', 'a b', ''] }, ['a_b', 'a b'], ['a/b', 'a b']],
    [{ enum: ['Yes', 'yes', 'ＹＥＳ'] }, ['Yes', 'yes', 'ＹＥＳ'], ['Yes', 'yes 2', 'ＹＥＳ 3']],
    [{ const: 'only' }, ['only'], ['only']],
    [{ oneOf: [{ const: 'x', title: '甲' }, { const: 'y', title: '甲' }, { type: 'null' }] }, ['x', 'y'], ['甲', '甲 2']],
    [{ enum: ['m', 'f'], enumNames: ['男', '女'] }, ['m', 'f'], ['男', '女']],
    [{ anyOf: [{ enum: ['a'] }, { enum: ['b'] }] }, ['a', 'b'], ['a', 'b']],
  ])('%j is a choice', (schema, ids, titles) => {
    const { field } = readOne(schema);
    expect(field?.['x-type']).toBe('choice');
    expect(field?.oneOf?.map((option) => option.const)).toEqual(ids);
    expect(field?.oneOf?.map((option) => option.title)).toEqual(titles);
  });

  it('keeps a list of options with its bounds and default', () => {
    const { field } = readOne({ type: 'array', items: { enum: ['a', 'b', 'c'] }, minItems: 1, maxItems: 2, default: ['a'] });
    expect(field).toMatchObject({ 'x-type': 'multi-choice', minItems: 1, maxItems: 2, default: ['a'], uniqueItems: true });
  });

  it.each([
    [{ $ref: 'https://example.com/a.json' }, ['schema-remote-ref /properties/it']],
    [{ $ref: '#/definitions/none' }, ['schema-missing-ref /properties/it']],
    [{ $ref: '#' }, ['schema-recursion /properties/it']],
    [false, ['schema-nothing /properties/it']],
    ['text', ['schema-unreadable /properties/it']],
    [{ type: 'object' }, ['schema-open-object /properties/it']],
    [{ type: 'array', items: { type: 'object', properties: { a: {} } } }, ['schema-list-of-objects /properties/it']],
    [{ type: 'array', items: [{ type: 'string' }] }, ['schema-tuple /properties/it']],
    [{ type: 'array', items: { $ref: '#' } }, ['schema-recursion /properties/it']],
    [{ enum: [null] }, ['schema-no-option /properties/it']],
    [{ allOf: [{ type: 'string' }, { type: 'number' }] }, ['schema-nothing /properties/it']],
  ])('%j stays out with its place', (schema, left) => {
    const { field, leftAt } = readOne(schema, { required: ['it', 'other'] });
    expect(field).toBeUndefined();
    expect(leftAt).toEqual(left);
  });

  it.each([
    [{ type: 'string', pattern: '(a+)+$' }, 'schema-pattern-unsafe /properties/it/pattern'],
    [{ type: 'string', pattern: '(' }, 'schema-pattern-broken /properties/it/pattern'],
    [{ type: 'string', format: 'uuid' }, 'schema-format /properties/it/format'],
    [{ type: 'string', minLength: 5, maxLength: 2 }, 'schema-bound /properties/it/minLength'],
    [{ type: 'string', format: 'email', maxLength: 50 }, 'schema-keyword /properties/it/maxLength'],
    [{ type: 'number', multipleOf: 5 }, 'schema-multiple-of /properties/it/multipleOf'],
    [{ type: 'number', minimum: 5, maximum: 1 }, 'schema-bound /properties/it'],
    [{ type: 'integer', default: 1.5 }, 'default-misfit /properties/it/default'],
    [{ enum: ['a', 'b'], default: 'c' }, 'schema-default /properties/it/default'],
    [{ type: ['string', 'integer'] }, 'schema-mixed-types /properties/it'],
    [{ type: 'array', items: { type: 'string' } }, 'schema-lines /properties/it'],
    [{ oneOf: [{ type: 'string' }, { type: 'object' }] }, 'schema-alternative /properties/it/oneOf/1'],
    [{ type: 'string', not: { const: 'x' } }, 'schema-keyword /properties/it/not'],
    [{ enum: ['a', { b: 1 }] }, 'schema-option /properties/it/enum'],
  ])('%j is a field, its part stays out', (schema, left) => {
    const { field, leftAt } = readOne(schema);
    expect(field).toBeDefined();
    expect(leftAt).toEqual([left]);
  });

  it('with more values than options may be is a text', () => {
    const { field, leftAt } = readOne({ enum: Array.from({ length: 5000 }, (_, n) => `v${n}`), default: 'v1' });
    expect(field).toMatchObject({ 'x-type': 'text', default: 'v1' });
    expect(leftAt).toEqual(['schema-too-many-options /properties/it/enum']);
  });

  it('is required only where null is no value of it', () => {
    const { definition, leftAt } = readTable({
      properties: { a: { type: 'string' }, b: { type: ['string', 'null'] }, c: { type: 'string', required: true } },
      required: ['a', 'b', 'nobody'],
    });
    expect(definition.record.required).toEqual(['a', 'c']);
    expect(leftAt).toEqual(['schema-required-null /properties/b']);
  });
});
