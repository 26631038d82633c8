import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { orderKeys } from '../../src/cli/order-keys.ts';
import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import { runsLinear } from '#core/compile/linear-pattern.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import { checkDraft } from '#core/definition/check-draft.ts';
import type { Definition, FieldTypeName } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { everyField } from '#support/every-field.ts';
import { expectSaidWell } from '#support/said-well.ts';
import { takenAlike } from '#support/taken-alike.ts';

/** The good document with a field of every type. */
const base = (): Record<string, unknown> => {
  const document: Definition = JSON.parse(readFileSync(new URL('good.json', import.meta.url), 'utf8'));
  const { code, word, note, count, day, moment, phone, email, site, idno, area } = everyField;
  const more = structuredClone({ code, word, note, count, day, moment, phone, email, site, idno, area });
  return { ...document, record: { ...document.record, properties: { ...more, ...document.record.properties } } };
};

const places = (part: unknown, steps: readonly string[] = []): readonly (readonly string[])[] =>
  typeof part !== 'object' || part === null
    ? [steps]
    : [steps, ...Object.entries(part).flatMap(([key, inner]) => places(inner, [...steps, key]))];
const parts = places(base()).slice(1);
const at = (document: unknown, steps: readonly string[]): unknown =>
  steps.reduce<unknown>((part, step) => (Object.hasOwn(Object(part), step) ? Reflect.get(Object(part), step) : undefined), document);

const keys = [
  '',
  '__proto__',
  'constructor',
  'name',
  'owner',
  'a/b~c',
  '\ud800',
  'x-type',
  'oneOf',
  'x-show',
  'default',
  'pattern',
  'x-parent',
  'x-removed',
];
const odd = [
  '',
  ' ',
  '\u0000',
  '\ud800',
  '\u202e',
  'e\u0301',
  'a'.repeat(300),
  '(a+)+$',
  '[',
  '\\p{L}',
  '(?<=a)b',
  '2024-02-30',
  '$created',
  '-name',
];
const nested = (levels: number): unknown => {
  let condition: unknown = { field: 'name', op: 'filled' };
  for (let level = 0; level < levels; level += 1) condition = level % 2 === 0 ? { not: condition } : { all: [condition] };
  return condition;
};
const value = fc.oneof(
  fc.constantFrom<unknown>(null, true, [], {}, 0, -1, 0.1, 5e-324, 1e308, 2 ** 53, 20_001, ...odd, { any: [] }, nested(4), nested(9)),
  fc.constantFrom(...parts).map((steps) => at(base(), steps)),
  fc.double(),
);
const change = fc.record({
  kind: fc.constantFrom('set', 'remove', 'add', 'double', 'rename', 'borrow', 'borrow', 'borrow'),
  pick: fc.nat(99),
  steps: fc.constantFrom(...parts),
  key: fc.constantFrom(...keys),
  value,
});
/** Mostly one, so that many documents stay sound. */
const changes = fc.oneof({ weight: 3, arbitrary: change.map((one) => [one]) }, fc.array(change, { minLength: 2, maxLength: 3 }));
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

const put = (parent: object, key: string, own: unknown): unknown =>
  Object.defineProperty(parent, key, { value: own, enumerable: true, configurable: true, writable: true });

const namesake = (name: string, pick: number): unknown => {
  const same = parts.filter((steps) => steps.at(-1) === name);
  return at(base(), same[pick % same.length] ?? []);
};

/** Sets, removes, adds, doubles or renames one node, or gives it what stands under the same name elsewhere. */
const mutate = (document: unknown, { kind, steps, key, pick, value: given }: Change): void => {
  const parent = at(document, kind === 'add' ? steps : steps.slice(0, -1));
  const last = steps.at(-1) ?? '';
  if (typeof parent !== 'object' || parent === null) return;
  const own = structuredClone(at(parent, [last]));
  if (kind === 'set') put(parent, last, given);
  if (kind === 'add') put(parent, key, given);
  if (kind === 'borrow') put(parent, last, namesake(last, pick));
  if (kind === 'remove' || kind === 'rename') Reflect.deleteProperty(parent, last);
  if (kind === 'rename' || (kind === 'double' && !Array.isArray(parent))) put(parent, key, own);
  if (kind === 'double' && Array.isArray(parent)) parent.push(own);
};
const mutated = (all: readonly Change[]): unknown => {
  const document = base();
  for (const one of all) mutate(document, one);
  return JSON.parse(JSON.stringify(document));
};

/** What fits a type most of the time, with blanks and signs that cleaning takes away. */
const fitting: Readonly<Record<FieldTypeName, readonly unknown[]>> = {
  text: ['云谷', 'AB-1', ' AB-1 ', 'e\u0301x'],
  'long-text': ['云\r\n谷', ' x '],
  number: [1, 0.5, 100],
  percent: [0.15, 1],
  money: [19.99, 0, -1],
  date: ['2024-05-01', '2024-02-30'],
  datetime: ['2024-05-01T01:30:00Z'],
  choice: [],
  'multi-choice': [[]],
  'yes-no': [true, false],
  phone: [' 13800001234', ' 1234 ', `${'1'.repeat(25)} `],
  email: [' x@y.cn'],
  url: ['https://x.cn '],
  member: ['p-li'],
  region: ['33'],
  'id-number': ['E12345', ' e 123 45'],
  serial: [null],
};
const valueOf = ({ type, schema }: CompiledField, pick: number): unknown => {
  const ids = optionsOf(schema).map((option) => option.const);
  const values = type.name === 'choice' ? ids : [...ids.map((id) => [id]), ...fitting[type.name]];
  return values[pick % Math.max(1, values.length)];
};
const rowOf = (table: CompiledTable, pick: number): Readonly<Record<string, unknown>> => {
  const named = table.fields.filter(({ schema, required }, index) => schema.readOnly !== true && (required || (index + pick) % 4 === 0));
  return Object.fromEntries(named.map((field, index) => [field.key, valueOf(field, pick + index)]));
};

it('near the grammar: both judges agree and speak; what they accept is exported as it was and judged like its exported schema', () => {
  let accepted = 0;
  let rows = 0;
  fc.assert(
    fc.property(changes, fc.array(fc.nat(500), { minLength: 8, maxLength: 8 }), (made, picks) => {
      const document = mutated(made);
      const [whole, draft] = [checkDefinition(document), checkDraft(document, runsLinear)];
      expect(draft.ok).toBe(whole.ok);
      for (const { problems } of [whole, draft].filter((result) => !result.ok)) {
        expect(problems.length).toBeGreaterThan(0);
        expectSaidWell(problems);
      }
      if (!whole.ok) return;
      accepted += 1;
      const exported = JSON.stringify(orderKeys(whole.value));
      const again = checkDefinition(JSON.parse(exported));
      expect(again.ok && JSON.stringify(orderKeys(again.value))).toBe(exported);
      const table = compileTable(whole.value, 1);
      rows += takenAlike(
        table,
        picks.map((pick) => rowOf(table, pick)),
      );
    }),
    { numRuns: 100, seed: 3, endOnFailure: true },
  );
  console.info(`${accepted} accepted of 100, ${rows} rows taken`);
  expect(accepted).toBeGreaterThan(15);
  expect(rows).toBeGreaterThan(30);
}, 120_000);
