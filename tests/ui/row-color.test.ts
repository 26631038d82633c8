import { describe, expect, it } from 'vitest';
import { compileTable } from '#core/compile/compile-table.ts';
import type { Definition, RowColor } from '#core/definition/definition.ts';
import { rowColor, viewColors } from '#ui/list/row-color.ts';
import { template } from '#support/firm.ts';

const customer = template('customer');
const colors: readonly RowColor[] = [
  { title: '暂停', color: 'amber', when: { field: 'status', op: 'is', value: 'paused' } },
  { title: '大额', color: 'green', when: { field: 'amount', op: 'more', value: 100 } },
];
const definition: Definition = { ...customer, views: customer.views.map((view, at) => (at === 0 ? { ...view, colors } : view)) };
const table = compileTable(definition, 1);
const asker = { today: '2026-11-22', zone: 'Asia/Shanghai', me: 'p1', team: ['p1'] };
const row = (values: Record<string, string | number>) => ({ values, created: '', createdBy: '', updated: '', revision: 1 });

describe('the colour of a row', () => {
  it('is that of the first rule of the view that holds, with its word', () => {
    const rules = viewColors(table, definition.views[0]?.key ?? '');
    expect(rowColor(row({ status: 'paused', amount: 500 }), rules, { table, asker })?.title).toBe('暂停');
    expect(rowColor(row({ status: 'active', amount: 500 }), rules, { table, asker })?.title).toBe('大额');
    expect(rowColor(row({ amount: 100 }), rules, { table, asker })).toBeUndefined();
  });

  it('is none in views without rules and in personal ones', () => {
    expect(viewColors(table, definition.views[1]?.key ?? '')).toEqual([]);
    expect(viewColors(table, 'personal')).toEqual([]);
  });
});
