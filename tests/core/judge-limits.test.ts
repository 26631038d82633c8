import { describe, expect, it } from 'vitest';
import { compileFieldCheck } from '#core/compile/field-check.ts';
import type { FieldSchema, Values } from '#core/definition/definition.ts';
import { judgeChange, judgeCreate, type Judging } from '#core/record/judge.ts';
import { everyField, testTable } from '#support/every-field.ts';
import { testLookup } from '#support/lookup.ts';

const active = { field: 'status', op: 'is', value: 'active' } as const;
const open = { field: 'status', op: 'is-not', value: 'active' } as const;
const fields: Readonly<Record<string, FieldSchema>> = {
  ...everyField,
  amount: { ...everyField.amount, 'x-lock': active },
  name: { ...everyField.name, 'x-lock': { field: 'name', op: 'filled' } },
  tags: {
    ...everyField.tags,
    'x-lock': { field: 'paid', op: 'is', value: true },
    items: { oneOf: everyField.tags.items.oneOf.map((option) => (option.const === 'b' ? { ...option, 'x-when': active } : option)) },
  },
  source: {
    ...everyField.source,
    'x-lock': { field: 'paid', op: 'is', value: true },
    oneOf: everyField.source.oneOf.map((option) => (option.const === 'expo' ? { ...option, 'x-when': open } : option)),
  },
};
const judgingOf = (all: Readonly<Record<string, FieldSchema>>): Judging => {
  const table = testTable(all);
  return {
    table,
    check: compileFieldCheck(table),
    lookup: testLookup,
    asker: { today: '2024-06-01', zone: 'Asia/Shanghai', me: 'p-zhang', team: [] },
    now: '2024-06-01T00:00:00.000Z',
    givesNumbers: true,
  };
};
const judging = judgingOf(fields);
const said = (problems: readonly { path: string; code: string }[]) => problems.map(({ path, code }) => `${path} ${code}`);
const change = (before: Values, raw: Readonly<Record<string, unknown>>) => {
  const { problems, warnings } = judgeChange({ values: before, system: {} }, raw, judging);
  return [...said(problems), ...said(warnings).map((warning) => `(${warning})`)];
};
const create = (raw: Readonly<Record<string, unknown>>) => said(judgeCreate(raw, judging).problems);

describe('a lock', () => {
  it('does nothing at a create', () => {
    expect(create({ name: '云谷', status: 'active', amount: 5, paid: true, source: 'other', source_other: '友' })).toEqual([]);
  });
  it('refuses a changed value while it holds, not the one that stands', () => {
    expect(change({ status: 'active', amount: 5 }, { amount: 6 })).toEqual(['/amount locked']);
    expect(change({ status: 'active', amount: 5 }, { amount: null })).toEqual(['/amount locked']);
    expect(change({ status: 'active', amount: 5 }, { amount: 5, count: 1 })).toEqual([]);
    expect(change({ status: 'none', amount: 5 }, { amount: 6 })).toEqual([]);
  });
  it('is judged on the row before the change: one change may not unlock and write, it may write and lock', () => {
    expect(change({ status: 'active', amount: 5 }, { status: 'none', amount: 6 })).toEqual(['/amount locked']);
    expect(change({ status: 'none', amount: 5 }, { status: 'active', amount: 6 })).toEqual([]);
  });
  it('on the own value means: written once', () => {
    expect(change({ name: null }, { name: '云谷' })).toEqual([]);
    expect(change({ name: '云谷' }, { name: '山谷' })).toEqual(['/name locked']);
    expect(change({ name: '云谷' }, { name: ' 云谷 ' })).toEqual([]);
  });
  it('takes lists in any order for the same, and locks the words of 其他 with their choice', () => {
    expect(change({ paid: true, tags: ['a', 'c'] }, { tags: ['c', 'a'] })).toEqual([]);
    expect(change({ paid: true, tags: ['a', 'c'] }, { tags: ['a'] })).toEqual(['/tags locked']);
    expect(change({ paid: true, source: 'other', source_other: '友' }, { source_other: '网' })).toEqual(['/source_other locked']);
  });
  it('holds for a hidden field too', () => {
    const hidden = judgingOf({ ...fields, amount: { ...everyField.amount, 'x-lock': active, 'x-show': open } });
    const verdict = judgeChange({ values: { status: 'active', amount: 5 }, system: {} }, { amount: 6 }, hidden);
    expect(said(verdict.problems)).toEqual(['/amount locked']);
  });
});

describe('limited options', () => {
  it('are refused by name for new use', () => {
    expect(judgeCreate({ status: 'active', source: 'expo' }, judging).problems).toEqual([
      { code: 'option-not-now', path: '/source', params: { option: '展会', id: 'expo' } },
    ]);
    expect(create({ status: 'none', source: 'expo', tags: ['a'] })).toEqual([]);
    expect(create({ status: 'none', tags: ['a', 'b'] })).toEqual(['/tags option-not-now']);
    expect(change({ status: 'active', source: null }, { source: 'expo' })).toEqual(['/source option-not-now']);
    expect(change({ status: 'active', source: null }, { status: 'none', source: 'expo' })).toEqual([]);
  });
  it('are accepted where they stood', () => {
    expect(change({ status: 'active', source: 'expo' }, { source: 'expo', count: 1 })).toEqual([]);
    expect(change({ status: 'active', source: 'expo' }, { count: 1 })).toEqual([]);
    expect(change({ status: 'none', tags: ['b'] }, { tags: ['a', 'b'] })).toEqual([]);
    expect(change({ status: 'none', tags: ['d'] }, { tags: ['b', 'd'] })).toEqual(['/tags option-not-now']);
  });
  it('are a problem at the choice when another field closes them', () => {
    expect(change({ status: 'none', source: 'expo' }, { status: 'active' })).toEqual(['/source option-not-now']);
    expect(change({ status: 'none', source: 'expo' }, { status: 'active', source: null })).toEqual([]);
    expect(change({ status: 'active', tags: ['b'] }, { status: 'none' })).toEqual(['/tags option-not-now']);
    expect(change({ status: 'none', tags: ['b'] }, { status: null })).toEqual([]);
  });
});
