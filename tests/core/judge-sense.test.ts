import { describe, expect, it } from 'vitest';
import type { Condition } from '#core/condition/condition.ts';
import { senseOf } from '#core/condition/judge-sense.ts';
import { draftSource } from '#core/definition/edit/draft-source.ts';
import { everyField } from '#support/every-field.ts';

const source = draftSource({ record: { type: 'object', properties: everyField } });
const sense = (condition: Condition): string => senseOf(condition, source);

describe('whether a condition can hold and can fail', () => {
  it('contradictions never hold', () => {
    expect(
      sense({
        all: [
          { field: 'status', op: 'is', value: 'none' },
          { field: 'status', op: 'empty' },
        ],
      }),
    ).toBe('never');
    expect(
      sense({
        all: [
          { field: 'count', op: 'less', value: 1 },
          { field: 'count', op: 'more', value: 5 },
        ],
      }),
    ).toBe('never');
    expect(
      sense({
        all: [
          { field: 'day', op: 'before', value: { days: -30 } },
          { field: 'day', op: 'after', value: { days: -7 } },
        ],
      }),
    ).toBe('never');
    expect(sense({ any: [] })).toBe('sometimes');
  });

  it('what every row meets is told', () => {
    expect(
      sense({
        any: [
          { field: 'name', op: 'empty' },
          { field: 'name', op: 'filled' },
        ],
      }),
    ).toBe('always');
    expect(sense({ field: '$created', op: 'filled' })).toBe('always');
  });

  it('nothing is said that only seems so today, or with the texts at hand', () => {
    const text = (op: 'contains' | 'starts', value: string): Condition => ({ field: 'name', op, value });
    expect(
      sense({ all: [text('starts', '甲'), text('contains', '乙'), { not: text('contains', '甲乙') }, { not: text('contains', '乙甲') }] }),
    ).toBe('sometimes');
    const past: Condition = { field: 'day', op: 'before', value: '2020-01-01' };
    expect(sense({ all: [past, { field: 'day', op: 'after', value: { days: -30 } }] })).toBe('sometimes');
  });

  it('ordinary ones do neither', () => {
    expect(sense({ field: 'amount', op: 'between', value: [1, 5] })).toBe('sometimes');
    expect(
      sense({
        all: [
          { field: 'name', op: 'contains', value: '甲' },
          { field: 'name', op: 'contains', value: '乙' },
        ],
      }),
    ).toBe('sometimes');
    expect(
      sense({
        all: [
          { field: 'day', op: 'after', value: { days: -30 } },
          { field: 'day', op: 'before', value: { today: true } },
        ],
      }),
    ).toBe('sometimes');
    expect(sense({ field: 'name', op: 'is-not', value: '甲' })).toBe('sometimes');
    expect(sense({ field: 'gone', op: 'filled' })).toBe('sometimes');
  });
});
