import { describe, expect, it } from 'vitest';
import { compileFieldCheck } from '#core/compile/field-check.ts';
import type { FieldSchema, Values } from '#core/definition/definition.ts';
import { judgeChange, judgeCreate, type Judging } from '#core/record/judge.ts';
import { everyField, testTable } from '#support/every-field.ts';
import { testLookup } from '#support/lookup.ts';

const status = everyField.status;
const fields: Readonly<Record<string, FieldSchema>> = {
  ...everyField,
  amount: { ...everyField.amount, 'x-show': { field: 'status', op: 'is', value: 'active' } },
  day: { ...everyField.day, 'x-require': { field: 'status', op: 'is', value: 'active' } },
};
const table = testTable(fields, {}, ['name']);
const judging: Judging = {
  table,
  check: compileFieldCheck(table),
  lookup: testLookup,
  asker: { today: '2024-06-01', zone: 'Asia/Shanghai', me: 'p-zhang', team: [] },
  now: '2024-06-01T00:00:00.000Z',
  givesNumbers: true,
};
const change = (before: Values, raw: Readonly<Record<string, unknown>>) => {
  const { values, problems, warnings } = judgeChange({ values: before, system: {} }, raw, judging);
  const said = (list: typeof problems) => list.map((problem) => `${problem.path} ${problem.code}`);
  return { values, problems: said(problems), warnings: said(warnings) };
};
const create = (raw: Readonly<Record<string, unknown>>, more: Partial<Judging> = {}) => judgeCreate(raw, { ...judging, ...more });

describe('a create', () => {
  it('fills defaults for absent keys; an explicit null stays unset', () => {
    expect(create({ name: '云谷' }).values).toEqual({ name: '云谷', word: '无', status: 'none', member: 'p-zhang' });
    expect(create({ name: '云谷', word: null, status: null, member: null }).values).toEqual({ name: '云谷' });
  });
  it('lists every problem, prototype keys among them', () => {
    const raw: unknown = JSON.parse('{"__proto__":{"name":"x"},"constructor":1,"count":"5","paid":"是","no":"C1","amount":-5}');
    const { problems, values } = create({ ...Object(raw) });
    expect(problems.map((problem) => `${problem.path} ${problem.code}`).sort()).toEqual(
      [
        '/__proto__ unknown-field',
        '/constructor unknown-field',
        '/count not-a-number',
        '/name required',
        '/no read-only',
        '/paid yes-no',
      ].sort(),
    );
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
  });
  it('refuses what is no longer right once it is trimmed and in NFC: no row holds what its own field refuses', () => {
    const coded = testTable({
      three: { title: '三', type: 'string', 'x-type': 'text', pattern: '^[^a-z]{0,1}[a-z]{2,3}$' },
      two: { title: '二', type: 'string', 'x-type': 'text', minLength: 2 },
      note: { title: '记', type: 'string', 'x-type': 'long-text', maxLength: 3 },
      mobile: everyField.phone,
    });
    const told = (raw: Readonly<Record<string, unknown>>) => {
      const { problems, values } = create(raw, { table: coded, check: compileFieldCheck(coded) });
      return problems.length > 0 ? problems.map(({ path, code }) => `${path} ${code}`) : values;
    };
    expect(told({ three: ' abc' })).toEqual({ three: 'abc' });
    expect(told({ three: ' abc ' })).toEqual(['/three pattern']);
    expect(told({ two: 'e\u0301' })).toEqual(['/two too-short']);
    expect(told({ two: 'e\u0301e' })).toEqual({ two: 'ée' });
    expect(told({ note: '\u0958ab' })).toEqual(['/note too-long']);
    expect(told({ mobile: ' 1234 ' })).toEqual(['/mobile phone']);
    expect(told({ mobile: ` ${'1'.repeat(25)} ` })).toEqual({ mobile: '1'.repeat(25) });
    const strict = testTable({ it: { title: '它', type: 'string', 'x-type': 'text', pattern: '^.{3}$' } });
    expect(create({ it: ' ab' }, { table: strict, check: compileFieldCheck(strict) }).problems).toMatchObject([{ code: 'pattern' }]);
  });
  it('takes a number from an import only', () => {
    expect(create({ name: '云谷', no: 'C1' }, { givesNumbers: false }).problems).toEqual([]);
  });
  it('does not judge a hidden field and keeps its value; shown, it is judged', () => {
    expect(create({ name: '云谷', amount: -5 }).problems).toEqual([]);
    expect(create({ name: '云谷', status: 'active', day: '2024-05-01', amount: -5 }).problems).toEqual([
      { code: 'too-small', path: '/amount', params: { limit: 0 } },
    ]);
  });
  it('says when a requirement comes from a condition', () => {
    expect(create({ name: '云谷', status: 'active' }).problems).toEqual([
      { code: 'required', path: '/day', params: { conditional: true } },
    ]);
    expect(create({ name: ' ' }).problems).toEqual([{ code: 'required', path: '/name', params: {} }]);
  });
  it('wants the words of 其他 while it is chosen', () => {
    expect(create({ name: '云谷', source: 'other' }).problems).toMatchObject([{ code: 'required', path: '/source_other' }]);
    expect(create({ name: '云谷', source: 'other', source_other: '网友' }).problems).toEqual([]);
  });
  it('judges a megabyte without walking into it for ever', () => {
    expect(
      create({ name: 'x'.repeat(1_000_000), code: 'A'.repeat(1_000_000), note: 'y'.repeat(1_000_000) })
        .problems.map((problem) => problem.code)
        .sort(),
    ).toEqual(['pattern', 'too-long', 'too-long', 'too-long'].sort());
  });
});

describe('a change', () => {
  const standing: Values = { name: null, status: 'active', day: '2024-05-01', phone: '1' };

  it('is judged on the fields it names; standing faults elsewhere are warnings', () => {
    expect(change(standing, { count: 5 })).toEqual({ values: { count: 5 }, problems: [], warnings: ['/name required', '/phone phone'] });
    expect(change(standing, { count: 500 }).problems).toEqual(['/count too-large']);
  });
  it('is judged on fields whose conditions read a named one', () => {
    expect(change({ name: '云谷', status: 'none' }, { status: 'active' }).problems).toEqual(['/day required']);
    expect(change({ name: '云谷', status: 'active', day: '2024-05-01' }, { day: null }).problems).toEqual(['/day required']);
    expect(change({ name: '云谷', status: 'none', amount: -5 }, { status: 'active', day: '2024-05-01' }).problems).toEqual([
      '/amount too-small',
    ]);
  });
  it('never fills defaults', () => {
    expect(change({ name: '云谷' }, { count: 1 }).values).toEqual({ count: 1 });
    expect(change({ name: '云谷', word: '有' }, { word: null }).values).toEqual({ word: null });
  });
  it('accepts a retired value that stands, refuses it for new use by its successor', () => {
    expect(change({ name: '云谷', status: 'ended' }, { status: 'ended' }).problems).toEqual([]);
    expect(change({ name: '云谷', status: 'ended' }, { count: 1 }).warnings).toEqual([]);
    expect(change({ name: '云谷', status: 'none' }, { status: 'ended' }).problems).toEqual(['/status replaced-option']);
    expect(change({ name: '云谷', tags: ['d'] }, { tags: ['d', 'a'] }).problems).toEqual([]);
    expect(change({ name: '云谷', tags: ['a'] }, { tags: ['a', 'd'] }).problems).toEqual(['/tags retired-option']);
    const fault = judgeChange({ values: { status: 'none' }, system: {} }, { status: 'ended' }, judging).problems[0];
    expect(fault?.params).toEqual({ option: status.oneOf[2].title, successor: status.oneOf[0].title });
  });
  it('may repeat the number the row has, not another', () => {
    expect(change({ name: '云谷', no: 'C1' }, { no: 'C1', count: 1 }).problems).toEqual([]);
    expect(change({ name: '云谷', no: 'C1' }, { no: 'C2' }).problems).toEqual(['/no read-only']);
  });
});
