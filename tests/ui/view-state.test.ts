import { describe, expect, it } from 'vitest';
import { compileTable } from '#core/compile/compile-table.ts';
import { conditionsOf, joinConditions, listRequest, nextSort, readViewState, writeViewState } from '#ui/list/view-state.ts';
import { template } from '#support/firm.ts';

const table = compileTable(template('customer'), 1);
const saved = [
  {
    id: 'own1',
    title: '我的',
    document: { columns: ['name', 'gone', 'phone'], frozen: 1, sort: ['name'], filter: { field: 'owner', op: 'me' } as const },
  },
];
const read = (query: string) => readViewState(new URLSearchParams(query), table, saved);
const write = (state: ReturnType<typeof read>) => writeViewState(state, table, saved);

describe('the address of a list', () => {
  it('without anything is the first view, and a view as it stands needs only its name', () => {
    expect(read('').view).toBe('all');
    expect(write(read(''))).toBe('');
    expect(write(read('view=stale'))).toBe('?view=stale');
    expect(read('view=stale').filter).toEqual(table.definition.views.find(({ key }) => key === 'stale')?.filter);
  });

  it('says what differs from the view and reads it back', () => {
    const state = {
      ...read('view=mine'),
      q: '茶 & 酒',
      sort: ['-amount', 'name'],
      columns: ['name', 'amount'],
      frozen: 0,
      filter: {
        any: [
          { field: 'status', op: 'is', value: 'active' },
          { field: 'amount', op: 'more', value: 5 },
        ],
      } as const,
    };
    expect(read(write(state))).toEqual(state);
  });

  it('keeps a removed filter and a removed order removed', () => {
    const state = { ...read('view=stale'), filter: undefined, sort: [] };
    expect(write(state)).toContain('filter=');
    expect(read(write(state))).toEqual(state);
  });

  it('leaves out columns that are gone, and falls back where a view is unknown', () => {
    expect(read('view=own1').columns).toEqual(['name', 'phone']);
    expect(read('cols=nothing,name').columns).toEqual(['name']);
    expect(read('view=nobody').view).toBe('all');
    expect(read('frozen=many').frozen).toBe(2);
  });

  it('hands a filter that cannot be read on, so that the server refuses it by name', () => {
    expect(listRequest(read('filter={broken'), table).filter).toMatchObject({ unread: '{broken' });
  });
});

describe('sorting by a press', () => {
  it('goes up, down, back', () => {
    expect(nextSort([], 'name')).toEqual(['name']);
    expect(nextSort(['name'], 'name')).toEqual(['-name']);
    expect(nextSort(['-name'], 'name')).toEqual([]);
    expect(nextSort(['-amount'], 'name')).toEqual(['name']);
  });
});

describe('conditions side by side', () => {
  const one = { field: 'owner', op: 'me' } as const;
  const two = { field: 'phone', op: 'empty' } as const;
  it('are taken apart and joined again', () => {
    for (const filter of [undefined, one, { all: [one, two] }, { any: [one, two] }, { not: one }]) {
      const { mode, parts } = conditionsOf(filter);
      expect(joinConditions(mode, parts)).toEqual(filter);
    }
  });
});
