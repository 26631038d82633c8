import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldSchema, Value } from '#core/definition/definition.ts';
import { sameValue } from '#core/record/merge.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { everyField } from '#support/every-field.ts';
import { LivingTable, type Fields } from '#support/living-table.ts';
import { testPeople, testRegions } from '#support/lookup.ts';

const title = '值';
const text: FieldSchema = { title, type: 'string', 'x-type': 'text' };
const number: FieldSchema = { title, type: 'number', 'x-type': 'number' };
const options = [
  { const: 'a', title: '展会' },
  { const: 'b', title: '50' },
  { const: 'c', title: '张伟' },
  { const: 'd', title: '是' },
];
const choice: FieldSchema = { title, type: 'string', 'x-type': 'choice', oneOf: options };
const list: FieldSchema = { title, type: 'array', 'x-type': 'multi-choice', uniqueItems: true, items: { oneOf: options } };
const { amount, day, moment, paid, member, area } = everyField;

const words = fc.constantFrom<Value>(
  '展会',
  '50',
  '约五十',
  '张伟',
  '是',
  '2024-05-01',
  '2024-05-01 09:30',
  '展会、50',
  '浙江省',
  '1.2万',
  '',
  '见名片',
);
const ids = options.map((option) => option.const);

/** A type and values of it. */
const forms: readonly (readonly [FieldSchema, fc.Arbitrary<Value>])[] = [
  [text, words],
  [number, fc.constantFrom<Value>(0, 1, 50, 12.5, 20_240_501)],
  [amount, fc.constantFrom<Value>(0, 50, 12.25)],
  [day, fc.constantFrom<Value>('2024-05-01', '2024-06-30')],
  [moment, fc.constantFrom<Value>('2024-05-01T01:30:00.000Z', '2024-04-30T16:00:00.000Z')],
  [choice, fc.constantFrom<Value>(...ids)],
  [list, fc.subarray(ids, { minLength: 1 })],
  [paid, fc.boolean()],
  [member, fc.constantFrom<Value>(...testPeople)],
  [area, fc.constantFrom<Value>(...testRegions)],
];

interface Write {
  /** Which row, of those there are; -1 makes one. */
  readonly row: number;
  readonly field: 'one' | 'two';
  readonly revision: 1 | 2;
  readonly pick: number;
}

const write: fc.Arbitrary<Write> = fc.record({
  row: fc.integer({ min: -1, max: 5 }),
  field: fc.constantFrom('one', 'two'),
  revision: fc.constantFrom(1, 2),
  pick: fc.nat(1000),
});

const scenario = fc.record({
  from: fc.tuple(fc.constantFrom(...forms), fc.constantFrom(...forms)),
  to: fc.tuple(fc.constantFrom(...forms), fc.constantFrom(...forms)),
  before: fc.array(write, { minLength: 1, maxLength: 8 }),
  after: fc.array(write, { maxLength: 8 }),
});
type Form = (typeof forms)[number];

const fieldsOf = ([one, two]: readonly [Form, Form]): Fields => ({ one: one[0], two: two[0] });
const valueOf = ([, values]: Form, pick: number): Value => {
  if (pick % 7 === 0) return null;
  const value = fc.sample(values, { numRuns: 1, seed: pick })[0] ?? null;
  return value === '' ? null : value;
};

/** The last value somebody wrote into a field of a row, and under which revision. */
type Written = Map<string, { readonly revision: 1 | 2; readonly value: Value }>;

interface Play {
  readonly living: LivingTable;
  readonly forms: Readonly<Record<1 | 2, readonly [Form, Form]>>;
  readonly rows: string[];
  readonly written: Written;
}

const play = async ({ living, forms: by, rows, written }: Play, { row, field, revision, pick }: Write): Promise<void> => {
  const value = valueOf(by[revision][field === 'one' ? 0 : 1], pick);
  const known = rows[row];
  const id = known ?? (await living.create(revision, { [field]: value }));
  if (known === undefined) rows.push(id);
  else await living.update(revision, id, { [field]: value });
  written.set(`${id} ${field}`, { revision, value });
};

const counts = { same: 0, marked: 0, failing: 0, flips: 0 };

describe('two living revisions and any writes', () => {
  it('show what was written, say where they differ, and flip back to the same rows', async () => {
    await fc.assert(
      fc.asyncProperty(scenario, async ({ from, to, before, after }) => {
        const database = openMemoryDatabase();
        const living = await LivingTable.open(database, fieldsOf(from));
        const scene: Play = { living, forms: { 1: from, 2: to }, rows: [], written: new Map() };
        for (const one of before) await play(scene, { ...one, revision: 1 });
        const untouched = await living.shows(1);
        living.draft(2, fieldsOf(to));
        const planned = await living.plan(1, 2);
        expect(await living.publish(1, 2)).toEqual(planned);
        expect(await living.shows(1)).toBe(untouched);
        counts.failing += planned.filter(({ kind }) => kind === 'failing').length;
        const forth = await living.shows(2);
        await living.publish(2, 1);
        expect(await living.shows(1)).toBe(untouched);
        await living.publish(1, 2);
        expect(await living.shows(2)).toBe(forth);
        counts.flips += 1;

        for (const one of after) await play(scene, one);
        for (const [place, { revision, value }] of scene.written) {
          const [id = '', field = ''] = place.split(' ');
          const row = await living.row(revision, id);
          expect(sameValue(row.values[field] ?? null, value)).toBe(true);
          const other = await living.row(revision === 1 ? 2 : 1, id);
          if (other.differs.some((mark) => mark.startsWith(`${field}/`))) counts.marked += 1;
          else {
            if (value === null) expect(other.values[field] ?? null).toBeNull();
            counts.same += 1;
          }
        }
        const [first, second] = [await living.shows(1), await living.shows(2)];
        await living.publish(2, 1);
        expect([await living.shows(1), await living.shows(2)]).toEqual([first, second]);
        await living.publish(1, 2);
        expect([await living.shows(1), await living.shows(2)]).toEqual([first, second]);
        await database.close();
      }),
      { numRuns: 30 },
    );
    expect(Math.min(...Object.values(counts))).toBeGreaterThan(10);
  });
});
