import { describe, expect, it } from 'vitest';
import { compileTable } from '#core/compile/compile-table.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Reminder } from '#core/definition/definition.ts';
import { changed } from '#core/definition/edit/change-part.ts';
import { readDate, readDeadline } from '#core/reminder/reminder-rule.ts';
import { eventNamed, readDaysAhead, reminderKinds, turnedTo, writeDate, writeDeadline } from '#ui/designer/reminders/reminder-kinds.ts';
import { template } from '#support/firm.ts';

const customer = template('customer');
const table = compileTable(customer, 1);
const state = customer.reminders[0];
if (!state) throw new Error('the template has a rule');

describe('reminder rules of three kinds', () => {
  it('each turns into each other and stays sound', () => {
    for (const from of reminderKinds)
      for (const to of reminderKinds) {
        const begun: Reminder = changed(state, turnedTo(from, state, table));
        const turned: Reminder = changed(begun, turnedTo(to, begun, table));
        const checked = checkDefinition({ ...customer, reminders: [turned] });
        expect(`${from} ${to} ${checked.ok ? '' : JSON.stringify(checked.problems)}`).toBe(`${from} ${to} `);
      }
  });

  it('are read and written to the same', () => {
    const date = { field: 'first_cooperation', yearly: true, before: [7, 0] };
    expect(readDate({ ...state, date: writeDate(date) })).toEqual(date);
    const deadline = {
      after: { event: 'field-changed', field: 'status', to: 'active' },
      until: { event: 'own-event' },
      unit: 'days',
      count: 3,
    } as const;
    expect(readDeadline({ ...state, ...writeDeadline(deadline) })).toEqual(deadline);
  });

  it('days ahead are whole numbers, the furthest first', () => {
    expect([readDaysAhead('0，7, 7、3'), readDaysAhead(''), readDaysAhead('七'), readDaysAhead('-1'), readDaysAhead('1.5')]).toEqual([
      [7, 3, 0],
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('an event that a change of a field is begins with a field', () => {
    expect(eventNamed('created', { event: 'updated', field: 'status' }, table)).toEqual({ event: 'created' });
    expect(eventNamed('field-changed', { event: 'updated' }, table).field).toBe(
      table.fields.find(({ type }) => type.name === 'choice')?.key,
    );
    expect(eventNamed('field-changed', { event: 'field-changed', field: 'name' }, table)).toEqual({
      event: 'field-changed',
      field: 'name',
    });
  });
});
