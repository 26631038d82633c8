import { describe, expect, it } from 'vitest';
import type { LineBook } from '#core/compile/cell-line.ts';
import { compileTable } from '#core/compile/compile-table.ts';
import { lineBook, type RegisteredLine } from '#core/compile/line-book.ts';
import { planCollection } from '#core/compile/plan-collection.ts';
import { planLines, registryAfter } from '#core/compile/plan-lines.ts';
import type { Definition, FieldSchema, RecordSchema } from '#core/definition/definition.ts';
import { everyField } from '#support/every-field.ts';

const { word: text, note, amount: money, rate, day, tags } = everyField;
const number: FieldSchema = { title: '数量', type: 'number', 'x-type': 'number' };

const document = (properties: RecordSchema['properties'], removed?: RecordSchema['x-removed']): Definition => ({
  biaoli: 1,
  key: 'things',
  title: '东西',
  record: { type: 'object', properties, ...(removed ? { 'x-removed': removed } : {}) },
  layout: [],
  views: [],
  reminders: [],
  access: {},
});

const line = (field: string, at: number, schema: FieldSchema, until = ''): RegisteredLine => ({
  field,
  line: at,
  kind: schema['x-type'] === 'percent' ? 'number' : schema['x-type'],
  schema,
  until,
});

const plan = (before: Definition, after: Definition, now: { book?: LineBook; registry?: readonly RegisteredLine[] } = {}) =>
  planLines({ book: now.book ?? {}, registry: now.registry ?? [], before }, after);

describe('the lines of a new revision', () => {
  it('stay where the kind is the same', () => {
    expect(plan(document({ a: text, b: number }), document({ a: note, b: rate, c: day }))).toEqual({
      lines: {},
      added: [],
      changed: [],
      moved: [],
    });
  });

  it('are new where the kind is another, and the first one is registered with it', () => {
    expect(plan(document({ a: text }), document({ a: number }))).toEqual({
      lines: { a: 2 },
      added: [line('a', 1, text), line('a', 2, number)],
      changed: [],
      moved: ['a'],
    });
  });

  it('are the earlier ones on the way back, also after their day', () => {
    const registry = [line('a', 1, text, '2024-01-01'), line('a', 2, number)];
    expect(plan(document({ a: number }), document({ a: text }), { book: { a: { line: 2, kept: [] } }, registry })).toEqual({
      lines: {},
      added: [],
      changed: [line('a', 1, text)],
      moved: ['a'],
    });
  });

  it('of a third kind get the next number', () => {
    const registry = [line('a', 1, text), line('a', 2, number)];
    const third = plan(document({ a: number }), document({ a: day }), { book: { a: { line: 2, kept: [] } }, registry });
    expect(third).toEqual({ lines: { a: 3 }, added: [line('a', 3, day)], changed: [], moved: ['a'] });
  });

  it('keep what the registry says in step with the latest schema', () => {
    const registry = [line('a', 1, text), line('a', 2, number)];
    const changed = plan(document({ a: number }), document({ a: rate }), { book: { a: { line: 2, kept: [] } }, registry });
    expect(changed).toEqual({
      lines: { a: 2 },
      added: [],
      changed: [line('a', 2, rate)].map((row) => ({ ...row, kind: 'number' })),
      moved: [],
    });
  });

  it('are planned alike once the plan is registered, so that a publish can go on after a crash', () => {
    const [before, after] = [document({ a: text, b: day }), document({ a: number, b: tags })];
    const first = plan(before, after);
    const again = plan(before, after, { book: lineBook({}, registryAfter([], first), '2024-06-01'), registry: registryAfter([], first) });
    expect(again).toEqual({ ...first, added: [] });
  });

  it('of a removed field come back as they were', () => {
    const registry = [line('a', 1, text), line('a', 2, number)];
    const book = { a: { line: 2, kept: [] } };
    const gone = plan(document({ a: number, b: day }), document({ b: day }, { a: number }), { book, registry });
    expect(gone).toEqual({ lines: { a: 2 }, added: [], changed: [], moved: [] });
    const back = plan(document({ b: day }, { a: number }), document({ a: number, b: day }), {
      book: lineBook(gone.lines, registry, ''),
      registry,
    });
    expect(back).toEqual({ lines: { a: 2 }, added: [], changed: [], moved: [] });
  });
});

describe('a book', () => {
  const registry = [line('a', 1, text, '2024-06-01'), line('a', 2, number), line('a', 3, day, '2024-05-31')];

  it('keeps the other lines until their day has passed', () => {
    expect(lineBook({ a: 2 }, registry, '2024-06-01')).toEqual({ a: { line: 2, kept: [{ line: 1, schema: text }] } });
    expect(lineBook({}, registry, '2024-06-02')).toEqual({ a: { line: 1, kept: [{ line: 2, schema: number }] } });
  });

  it('gives every line columns of its own, none of which another field can have', () => {
    const definition = document({ a: money, a_2: text, name: text });
    const table = compileTable(definition, 2, lineBook({ a: 2 }, registry, '2024-06-01'));
    const columns = planCollection(table).columns.map(({ name }) => name);
    expect(columns).toEqual(expect.arrayContaining(['f2_a', 'f_a', 'k_a', 'f_a_2', 'k_a_2', 'differs']));
    expect(new Set(columns).size).toBe(columns.length);
    expect(table.field('a')).toMatchObject({ line: 2, column: 'f2_a', kept: [{ line: 1, column: 'f_a', sortColumn: 'k_a' }] });
    expect(table.keepsLines).toBe(true);
    expect(compileTable(definition, 2).keepsLines).toBe(false);
  });
});
