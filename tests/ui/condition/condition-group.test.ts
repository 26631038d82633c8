import { describe, expect, it } from 'vitest';
import type { Condition } from '#core/condition/condition.ts';
import { innerGroup, readGroup, withPart, writeGroup, writeInner } from '#ui/condition/condition-group.ts';
import { excludedFields } from '#ui/condition/excluded-fields.ts';
import { template } from '#support/firm.ts';

const [one, two] = [
  { field: 'a', op: 'filled' },
  { field: 'b', op: 'empty' },
] as const satisfies readonly Condition[];

describe('a condition as parts', () => {
  it('is read and written to the same', () => {
    const conditions: readonly (Condition | undefined)[] = [undefined, one, { all: [one, two] }, { any: [one, two] }, { not: one }];
    for (const condition of conditions) expect(writeGroup(readGroup(condition))).toEqual(condition);
  });

  it('an inner group keeps its shape with one part and goes without any', () => {
    expect(writeInner({ mode: 'any', parts: [one] })).toEqual({ any: [one] });
    expect(writeInner({ mode: 'any', parts: [] })).toBeUndefined();
    expect(withPart([one, two], 0, undefined)).toEqual([two]);
    expect(withPart([one], 1, two)).toEqual([one, two]);
  });

  it('only a group of comparisons is one that the editor changes', () => {
    expect(innerGroup({ any: [one, two] })?.mode).toBe('any');
    expect(innerGroup({ any: [one, { not: two }] })).toBeUndefined();
    expect(innerGroup({ not: one })).toBeUndefined();
  });
});

describe('fields a show condition may not read', () => {
  it('are the field itself and all whose showing depends on it', () => {
    expect(excludedFields(template('customer'), 'status')).toEqual(['status', 'status_other', 'amount', 'amount_other']);
    expect(excludedFields(template('customer'), 'amount')).toEqual(['amount', 'amount_other']);
  });
});
