import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileTable } from '#core/compile/compile-table.ts';
import { compileFieldCheck, fieldCheckModule } from '#core/compile/field-check.ts';
import { planCollection } from '#core/compile/plan-collection.ts';
import { recordSchema } from '#core/compile/record-schema.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import { judgeCreate } from '#core/record/judge.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { listSql } from '#core/query/list-query.ts';
import { makeTable } from '#support/rows-in-database.ts';
import { testLookup } from '#support/lookup.ts';

const text = readFileSync(new URL('good.json', import.meta.url), 'utf8');

/** Every place of the document, as steps from its root. */
const places = (part: unknown, steps: readonly string[] = []): readonly (readonly string[])[] => [
  steps,
  ...(typeof part === 'object' && part !== null ? Object.entries(part).flatMap(([key, inner]) => places(inner, [...steps, key])) : []),
];
const parts = places(JSON.parse(text)).slice(1);
const words = [
  '',
  'name',
  'owner',
  'status',
  'active',
  'text',
  'date',
  'serial',
  '__proto__',
  'constructor',
  'a;b',
  "it's",
  '-name',
  '$created',
  '^x+$',
  '2024-02-30',
  '\u0000',
];
const pool = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    1,
    -1,
    0.5,
    1e308,
    [],
    {},
    ...words,
    ['name'],
    ['gone'],
    { all: [] },
    { not: { field: 'name', op: 'filled' } },
  ),
  fc.constantFrom(...parts).map((steps) => at(JSON.parse(text), steps)),
  fc.jsonValue({ maxDepth: 2 }),
);
const at = (document: unknown, steps: readonly string[]): unknown =>
  steps.reduce<unknown>((part, step) => Reflect.get(Object(part), step), document);

/** Puts, removes or adds a part somewhere in the good document. */
const mutation = fc.record({
  steps: fc.constantFrom(...parts),
  value: pool,
  kind: fc.constantFrom('set', 'set', 'remove', 'add'),
  key: fc.constantFrom(...words, 'minimum', 'default', 'pattern', 'x-show', 'x-lock', 'x-when', 'x-parent', 'x-id', 'colors'),
});
const mutated = (changes: readonly { steps: readonly string[]; value: unknown; kind: string; key: string }[]): unknown => {
  const document: unknown = JSON.parse(text);
  for (const { steps, value, kind, key } of changes) {
    const parent = kind === 'add' ? at(document, steps) : at(document, steps.slice(0, -1));
    const last = kind === 'add' ? key : (steps.at(-1) ?? '');
    if (typeof parent !== 'object' || parent === null) continue;
    if (kind === 'remove') Reflect.deleteProperty(parent, last);
    else Object.defineProperty(parent, last, { value, enumerable: true, configurable: true, writable: true });
  }
  return JSON.parse(JSON.stringify(document));
};

it('whatever is done to a definition, it is refused with problems or all of it works', async () => {
  const asker = { today: '2024-06-01', zone: 'UTC', me: 'p-zhang', team: [] };
  let accepted = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 3 }), async (changes) => {
      const result = checkDefinition(mutated(changes));
      if (!result.ok) {
        refused += 1;
        expect(result.problems.every((problem) => /^(?:\/|$)/.test(problem.path) && problem.code !== 'definition-value')).toBe(true);
        expect(result.problems.length).toBeGreaterThan(0);
        return;
      }
      accepted += 1;
      const table = compileTable(result.value, 1);
      const ajv = new Ajv2020({ strict: false });
      ajvFormats.default(ajv);
      ajv.compile(recordSchema(table, 'create'));
      ajv.compile({ ...recordSchema(table, 'record') });
      expect(fieldCheckModule(table)).toContain('export');
      const verdict = judgeCreate(
        { name: '云谷', status: 'active' },
        { table, check: compileFieldCheck(table), lookup: testLookup, asker, now: '2024-06-01T00:00:00Z', givesNumbers: true },
      );
      expect(Array.isArray(verdict.problems)).toBe(true);
      expect(planCollection(table).columns.length).toBeGreaterThan(10);
      const database = openMemoryDatabase();
      await makeTable(database, table);
      for (const view of table.definition.views)
        await database.read(
          listSql(table, { rows: { scope: { kind: 'all' }, asker, filter: view.filter }, sort: view.sort ?? [], limit: 10 }),
        );
      await database.close();
    }),
    { numRuns: 400, seed: 21, endOnFailure: true },
  );
  console.info(`${accepted} accepted, ${refused} refused`);
  expect(accepted).toBeGreaterThan(30);
  expect(refused).toBeGreaterThan(100);
}, 120_000);
