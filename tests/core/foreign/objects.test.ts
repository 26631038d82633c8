import { describe, expect, it } from 'vitest';
import { readTable, refusedWith } from './read-schema.ts';

const text = { type: 'string' };

describe('the table of a foreign schema', () => {
  it('is named by its title, its file, or as unnamed; keys are snake case with their source', () => {
    expect(readTable({ title: '云峪', properties: { a: text } }).definition).toMatchObject({ key: 'yun_yu', title: '云峪' });
    expect(readTable({ title: '云峪', properties: { a: text } }, { title: '茶' }).definition.title).toBe('茶');
    expect(readTable({ properties: { a: text } }, { fileName: 'shop/order-line.schema.json' }).definition.title).toBe('order-line');
    expect(readTable({ properties: { a: text } }).definition.title).toBe('未命名表 2');
    const { fields } = readTable({ properties: { customerName: text, '客 户': { type: 'string' }, id: text, a_b: text, aB: text } });
    expect(Object.keys(fields)).toEqual(['customer_name', 'field', 'id_2', 'a_b', 'a_b_2']);
    expect(fields['customer_name']).toMatchObject({ title: 'Customer Name', 'x-source': 'customerName' });
    expect(fields['field']?.title).toBe('客 户');
    expect(fields['a_b']?.['x-source']).toBeUndefined();
  });

  it('flattens objects into sections and follows references inside the file', () => {
    const { definition, fields, leftAt } = readTable({
      $id: 'https://example.com/order.json',
      $ref: '#/$defs/order',
      $defs: {
        order: {
          type: 'object',
          properties: {
            number: text,
            ship: { $ref: 'https://example.com/order.json#place', title: '收货' },
            bill: { $ref: 'place.json' },
          },
          required: ['ship'],
        },
        place: {
          $anchor: 'place',
          $id: 'place.json',
          title: 'Place',
          properties: { street: text, geo: { properties: { lat: { type: 'number' } } } },
          required: ['street'],
        },
      },
    });
    expect(leftAt).toEqual([]);
    expect(definition.layout.map(({ title, fields: keys }) => [title, keys])).toEqual([
      ['基础信息', ['number']],
      ['收货', ['ship_street']],
      ['收货 / Geo', ['ship_geo_lat']],
      ['Place', ['bill_street']],
      ['Place / Geo', ['bill_geo_lat']],
    ]);
    expect(fields['bill_street']?.['x-source']).toBe('bill.street');
    expect(definition.record.required).toEqual(['ship_street']);
    expect(fields['bill_street']?.['x-require']).toEqual({ field: 'bill_geo_lat', op: 'filled' });
    expect(new Set(Object.values(fields).map(({ title }) => title)).size).toBe(5);
  });

  it('leaves a recursion out where it begins', () => {
    const { fields, leftAt } = readTable({
      definitions: { node: { properties: { value: text, next: { $ref: '#/definitions/node' } } } },
      properties: { first: { $ref: '#/definitions/node' }, self: { properties: { again: { $ref: '#/properties/self' } } } },
    });
    expect(Object.keys(fields)).toEqual(['first_value']);
    expect(leftAt).toEqual(['schema-recursion /properties/first/properties/next', 'schema-recursion /properties/self/properties/again']);
  });

  it('merges allOf, takes the fields of all alternatives, and reads draft 03', () => {
    const merged = readTable({
      allOf: [{ properties: { a: text }, required: ['a'] }, { $ref: 'far.json' }],
      anyOf: [{ properties: { b: text }, required: ['b'] }, { properties: { c: { type: 'integer' } } }],
    });
    expect(Object.keys(merged.fields)).toEqual(['a', 'b', 'c']);
    expect(merged.definition.record.required).toEqual(['a']);
    expect(merged.leftAt).toEqual(['schema-alternatives /anyOf', 'schema-remote-ref /allOf/1']);
    const old = readTable({
      $schema: 'http://json-schema.org/draft-03/schema#',
      extends: { properties: { base: { type: 'any' } } },
      properties: { id: { type: 'string', required: true }, to: { type: ['string', 'null'] } },
      dependencies: { to: 'base' },
    });
    expect(old.definition.record.required).toEqual(['id_2']);
    expect(old.fields['base']?.['x-require']).toEqual({ field: 'to', op: 'filled' });
  });

  it('reads the rows of a list at the root', () => {
    expect(Object.keys(readTable({ title: '单', type: 'array', items: { properties: { a: text } } }).fields)).toEqual(['a']);
  });

  it('is refused only when no field remains, with the reasons', () => {
    expect(refusedWith({ $defs: { a: { properties: { b: text } } } })).toEqual(['schema-only-parts']);
    expect(refusedWith({ type: 'string' })).toEqual(['schema-no-field']);
    expect(refusedWith({ properties: { a: { $ref: 'b.json' } } })).toEqual(['schema-no-field', 'schema-remote-ref']);
    expect(refusedWith(5)).toEqual(['schema-unreadable']);
  });
});

describe('an object whose name says nothing', () => {
  const inner = { type: 'object', properties: { a: { type: 'string' } } };
  const titles = (name: string): readonly string[] =>
    readTable({ properties: { [name]: inner, shop: { properties: { b: text, [name]: inner } } } }).definition.layout.map(
      ({ title }) => title,
    );
  it.each(['', '\ud800', '\u0000', ' '])('is called like what it stands in: %j', (name) =>
    expect(titles(name)).toEqual(['基础信息', 'Shop', 'Shop']),
  );
  it('is called by its sign where it has one', () => expect(titles('$')).toEqual(['$', 'Shop', 'Shop / $']));
});

describe('rules of a foreign schema', () => {
  const kind = { enum: ['person', 'firm', 'state'] };
  const when = (value: unknown) => ({ properties: { kind: { const: value } }, required: ['kind'] });

  it('show and require fields by a condition', () => {
    const { fields, definition } = readTable({
      properties: { kind, tax: text, name: text },
      if: when('firm'),
      then: { properties: { capital: { type: 'number' } }, required: ['capital', 'tax'] },
      else: { properties: { birthday: { type: 'string', format: 'date' } } },
    });
    const firm = { field: 'kind', op: 'is', value: 'firm' };
    expect(fields['tax']?.['x-require']).toEqual(firm);
    expect(fields['capital']?.['x-show']).toEqual(firm);
    expect(definition.record.required).toEqual(['capital']);
    expect(fields['birthday']?.['x-show']).toEqual({ not: firm });
  });

  it('limit options and hide fields', () => {
    const { fields, leftAt } = readTable({
      required: ['kind'],
      properties: { kind, form: { enum: ['gmbh', 'ag', 'none'] }, pass: text },
      allOf: [
        { if: { properties: { kind: { const: 'person' } } }, then: { properties: { form: { const: 'none' } } } },
        { if: { properties: { kind: { enum: ['firm', 'state'] } } }, then: { properties: { pass: false } } },
      ],
    });
    const person = { field: 'kind', op: 'is', value: 'person' };
    expect(fields['form']?.oneOf?.map((option) => option['x-when'])).toEqual([{ not: person }, { not: person }, undefined]);
    expect(fields['pass']?.['x-show']).toEqual({ not: { field: 'kind', op: 'any-of', value: ['firm', 'state'] } });
    expect(leftAt).toEqual([]);
  });

  it('a property that may be absent passes; numbers, yes-no and dependencies are read', () => {
    const { fields } = readTable({
      properties: { vip: { type: 'boolean' }, amount: { type: 'number' }, reason: text, note: text, card: text, address: text },
      allOf: [
        { if: { properties: { vip: { const: true } } }, then: { required: ['reason'] } },
        { if: { properties: { amount: { exclusiveMinimum: 100 } }, required: ['amount'] }, then: { required: ['note'] } },
      ],
      dependentRequired: { card: ['address'] },
    });
    expect(fields['reason']?.['x-require']).toEqual({
      any: [
        { field: 'vip', op: 'is', value: true },
        { field: 'vip', op: 'empty' },
      ],
    });
    expect(fields['note']?.['x-require']).toEqual({ field: 'amount', op: 'more', value: 100 });
    expect(fields['address']?.['x-require']).toEqual({ field: 'card', op: 'filled' });
  });

  it('that cannot be said stay out with their place', () => {
    const { leftAt } = readTable({
      properties: { vip: { type: 'boolean' }, number: text },
      required: ['vip'],
      if: { properties: { vip: { const: true } } },
      then: { properties: { number: { minLength: 10 } } },
      else: { required: ['nobody'] },
      allOf: [{ if: { properties: { number: { pattern: '^A' } } }, then: { required: ['vip'] } }],
      dependencies: { ghost: ['vip'] },
    });
    expect(leftAt).toEqual([
      'schema-rule /allOf/0/if',
      'schema-rule /dependencies/ghost',
      'schema-rule-effect /then/properties/number',
      'schema-rule-field /else/required',
    ]);
  });
});

describe('a hostile schema', () => {
  const nested = (levels: number, wrap: (inner: unknown) => unknown): unknown => {
    let schema: unknown = text;
    for (let level = 0; level < levels; level += 1) schema = wrap(schema);
    return schema;
  };

  it('is read up to the limits', () => {
    const deep = readTable({ properties: { a: text, b: nested(10_000, (inner) => ({ properties: { c: inner } })) } });
    expect(Object.keys(deep.fields)).toEqual(['a']);
    expect(deep.left.map(({ code }) => code)).toEqual(['schema-too-deep']);
    const folded = readTable({ properties: { a: text, b: nested(10_000, (inner) => ({ allOf: [inner] })) } });
    expect(folded.leftAt).toHaveLength(1);
    const many = readTable({ properties: Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`p${n}`, text])), required: ['p499'] });
    expect(Object.keys(many.fields)).toHaveLength(400);
    expect(many.left).toHaveLength(100);
    expect(many.left[0]).toMatchObject({ code: 'schema-too-many-fields', path: '/properties/p400', params: { most: 400 } });
    const doubling = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [`d${n}`, { allOf: [{ $ref: `#/$defs/d${n + 1}` }, { $ref: `#/$defs/d${n + 1}` }] }]),
    );
    expect(
      readTable({ $defs: { ...doubling, d20: text }, properties: { a: text, b: { $ref: '#/$defs/d0' } } }).left.map(({ code }) => code),
    ).toContain('schema-too-large');
  });

  it('cannot reach the prototype', () => {
    const { fields } = readTable(
      JSON.parse(
        '{"properties":{"__proto__":{"type":"string"},"constructor":{"type":"number"},"toString":{"$ref":"#/__proto__/x"}},"constructor":{"x":1}}',
      ),
    );
    expect(Object.keys(fields)).toEqual(['proto', 'constructor_2']);
    expect(Object.getPrototypeOf({}).type).toBeUndefined();
  });
});
