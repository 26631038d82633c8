import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileTable } from '#core/compile/compile-table.ts';
import type { Asker } from '#core/condition/condition.ts';
import { evaluate } from '#core/condition/evaluate.ts';
import type { Definition, Reminder, Values } from '#core/definition/definition.ts';
import { isDayDue } from '#core/reminder/day-due.ts';
import { deadlineState, type RowLife } from '#core/reminder/deadline-due.ts';
import { dueCountSql, dueRowsSql } from '#core/reminder/due-query.ts';
import { readDate, readDeadline, whyUncounted } from '#core/reminder/reminder-rule.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { insertRows, makeTable, rowId } from '#support/rows-in-database.ts';

const definition: Definition = {
  biaoli: 1,
  key: 'due',
  title: '到期',
  record: {
    type: 'object',
    properties: {
      name: { title: '名称', type: 'string', 'x-type': 'text' },
      birthday: { title: '生日', type: 'string', format: 'date', 'x-type': 'date' },
      met: { title: '见面', type: 'string', format: 'date-time', 'x-type': 'datetime' },
      status: {
        title: '状态',
        type: 'string',
        'x-type': 'choice',
        oneOf: [
          { const: 'open', title: '开' },
          { const: 'done', title: '完' },
        ],
      },
    },
  },
  layout: [],
  views: [],
  reminders: [],
  access: {},
};
const table = compileTable(definition, 1);
const zone = 'Asia/Shanghai';
const asker = (today: string): Asker => ({ today, zone, me: 'p-1', team: ['p-1'] });
const rule = (more: object): Reminder => ({ key: 'r', title: '规则', on: 'date', ...more });

const days = fc.oneof(
  fc.constantFrom(
    '2024-02-29',
    '2000-02-29',
    '2023-02-28',
    '2024-02-28',
    '2024-03-01',
    '1999-12-31',
    '2025-01-01',
    '2030-02-28',
    '1899-03-01',
  ),
  fc.date({ min: new Date('2023-02-20'), max: new Date('2025-03-05'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
);
const moments = fc
  .tuple(days, fc.constantFrom('00:00:00.000', '15:59:59.999', '16:00:00.000', '23:00:00.000', '12:30:00.000'))
  .map(([day, time]) => `${day}T${time}Z`);
const todays = fc.constantFrom('2023-02-28', '2024-02-28', '2024-02-29', '2024-03-01', '2025-02-28', '2025-01-01', '2023-12-31');
const befores = fc.uniqueArray(fc.constantFrom(0, 1, 3, 7, 366), { minLength: 1, maxLength: 3 });

interface Row {
  readonly values: Values;
  readonly life: RowLife;
}

const someChange = fc.constantFrom<Readonly<Record<string, readonly [unknown, unknown]>>[]>(
  { status: ['open', 'done'] },
  { status: ['done', 'open'] },
  { status: ['open', null] },
  { name: ['a', 'b'] },
  { name: [null, 'c'], status: ['open', 'done'] },
  {},
);
const rowOf = fc
  .tuple(
    fc.option(days, { freq: 5 }),
    fc.option(moments, { freq: 5 }),
    fc.constantFrom('open', 'done', null),
    moments,
    fc.array(fc.tuple(someChange, fc.integer({ min: 0, max: 80 * 3_600_000 })), { maxLength: 4 }),
  )
  .map(([birthday, met, status, created, steps]): Row => {
    let at = Date.parse(created);
    const changes = steps.map(([change, pause], index) => {
      at += pause;
      return { version: index + 2, at: new Date(at).toISOString(), changes: change };
    });
    const life = { version: 1 + steps.length, created, updated: new Date(at).toISOString(), changes };
    return { values: { name: 'n', birthday, met, status }, life };
  });

const events = fc.constantFrom(
  { event: 'created' },
  { event: 'updated' },
  { event: 'status-changed' },
  { event: 'field-changed', field: 'name' },
  { event: 'field-changed', field: 'status' },
  { event: 'field-changed', field: 'status', to: 'done' },
);
const within = fc.constantFrom({ hours: 24 }, { hours: 1 }, { days: 1 }, { days: 3 }, { hours: 100 });
const when = fc.constantFrom(undefined, { field: 'status', op: 'is', value: 'open' } as const);

const rules = fc.oneof(
  fc
    .tuple(fc.constantFrom('birthday', 'met', '$created'), fc.boolean(), befores, when)
    .map(([field, yearly, before, filter]) => rule({ date: { field, yearly, before }, ...(filter ? { when: filter } : {}) })),
  fc
    .tuple(events, events, within, when)
    .map(([after, until, span, filter]) => rule({ on: 'deadline', after, until, within: span, ...(filter ? { when: filter } : {}) })),
);

const database = openMemoryDatabase();
const sample = fc.sample(rowOf, { numRuns: 250, seed: 5 });

beforeAll(async () => {
  await makeTable(database, table);
  await insertRows(
    database,
    table,
    sample.map(({ values }) => values),
  );
  const lives = sample.map(({ life }, at) => [rowId(at), life.version, life.created, life.updated]);
  const lines = sample.flatMap(({ life }, at) =>
    life.changes.map(({ version, at: moment, changes }) => [`u${at}-${version}`, rowId(at), version, moment, JSON.stringify(changes)]),
  );
  const cell = (at: number): string => `json_extract(e.value, '$[${at}]')`;
  await database.write([
    {
      text: `update ${table.collection} set version = ${cell(1)}, created_at = ${cell(2)}, updated_at = ${cell(3)} from json_each(:rows) e where ${table.collection}.id = ${cell(0)}`,
      params: { rows: JSON.stringify(lives) },
    },
    {
      text: `insert into b_history (id, tbl, record, version, kind, at, changes) select ${cell(0)}, 'due', ${cell(1)}, ${cell(2)}, 'update', ${cell(3)}, ${cell(4)} from json_each(:rows) e`,
      params: { rows: JSON.stringify(lines) },
    },
  ]);
});
afterAll(() => database.close());

const stateOf = ({ values, life }: Row, reminder: Reminder, scene: { readonly asker: Asker; readonly source: typeof table }) => {
  const system = { $created: life.created, $updated: life.updated };
  if (reminder.when && !evaluate(reminder.when, { values, system }, scene)) return 'none';
  if (reminder.on === 'deadline') return deadlineState(readDeadline(reminder), life, scene.asker);
  const day = readDate(reminder);
  return isDayDue(day.field === '$created' ? life.created : (values[day.field] ?? null), day, scene) ? 'due' : 'none';
};

describe('what a rule meets today', () => {
  it('is the same by the predicate and by SQL', async () => {
    const seen = { date: 0, deadline: 0, state: 0, late: 0 };
    await fc.assert(
      fc.asyncProperty(rules, todays, async (reminder, today) => {
        const scene = { asker: asker(today), source: table };
        expect(whyUncounted(reminder, table)).toBeUndefined();
        const states = sample.map((row) => stateOf(row, reminder, scene));
        const due = states.flatMap((state, at) => (state === 'due' ? [rowId(at)] : []));
        const late = states.filter((state) => state === 'late').length;
        const query = { table, rows: { scope: { kind: 'all' } as const, asker: scene.asker }, reminder };
        expect(await database.read(dueCountSql(query))).toEqual([[due.length, late]]);
        const rows = await database.read<readonly [string]>(dueRowsSql(query, 1000));
        expect(rows.map(([id]) => id).toSorted()).toEqual(due);
        if (due.length > 0) seen[reminder.on] += 1;
        if (late > 0) seen.late += 1;
      }),
      { numRuns: 400, seed: 3 },
    );
    console.info('rules that met rows', seen);
    expect(seen.date).toBeGreaterThan(60);
    expect(seen.deadline).toBeGreaterThan(20);
    expect(seen.late).toBeGreaterThan(60);
  });

  it('29 February comes round on the 28th in a common year, and on its own day in a leap year', () => {
    const yearly = { field: 'birthday', yearly: true, before: [0] };
    const on = (today: string): boolean => isDayDue('2000-02-29', yearly, { asker: asker(today), source: table });
    expect([on('2023-02-28'), on('2024-02-28'), on('2024-02-29'), on('2023-03-01')]).toEqual([true, false, true, false]);
  });

  it('a day still to come has no anniversary before it', () => {
    const yearly = { field: 'birthday', yearly: true, before: [0, 7] };
    const scene = { asker: asker('2024-05-01'), source: table };
    expect(['2025-05-01', '2024-05-01', '2024-05-08', '2025-05-08', '1980-05-08'].map((day) => isDayDue(day, yearly, scene))).toEqual([
      false,
      true,
      true,
      false,
      true,
    ]);
  });

  it('one save may begin and meet a rule at once; beginning anew forgets what was before', () => {
    const life = (...changes: readonly object[]): RowLife => ({
      version: 1 + changes.length,
      created: '2024-05-01T00:00:00.000Z',
      updated: '2024-05-01T08:00:00.000Z',
      changes: changes.map((change, at) => ({ version: at + 2, at: `2024-05-01T0${at + 1}:00:00.000Z`, changes: { ...change } })),
    });
    const status = { event: 'field-changed', field: 'status' };
    const asked = { after: status, until: { event: 'field-changed', field: 'name' }, unit: 'days', count: 1 } as const;
    const today = asker('2024-05-02');
    const [turned, named] = [{ status: ['open', 'done'] }, { name: ['a', 'b'] }];
    expect(deadlineState(asked, life({ ...turned, ...named }), today)).toBe('none');
    expect(deadlineState(asked, life(named, turned), today)).toBe('due');
    expect(deadlineState(asked, life(turned, named), today)).toBe('none');
    expect(deadlineState(asked, life(turned, named, turned), today)).toBe('due');
    expect(deadlineState(asked, life(turned), asker('2024-05-03'))).toBe('late');
    expect(deadlineState({ ...asked, until: status }, life(turned), today)).toBe('due');
    expect(deadlineState({ ...asked, until: { ...status, to: 'done' } }, life(turned), today)).toBe('none');
  });

  it('says why rows cannot be counted', () => {
    const deadline = (after: object, until: object = { event: 'updated' }) =>
      whyUncounted(rule({ on: 'deadline', after, until, within: { hours: 1 } }), table);
    expect(deadline({ event: 'created' }, { event: 'contact-logged' })).toBe('contact');
    expect(deadline({ event: 'paid' })).toBe('event');
    expect(deadline({ event: 'field-changed', field: 'gone' })).toBe('field');
    expect(whyUncounted(rule({ date: { field: 'name', before: [0] } }), table)).toBe('field');
    expect(whyUncounted(rule({ date: { field: 'birthday', before: [] } }), table)).toBe('field');
  });
});
