import { describe, expect, it } from 'vitest';
import type { Condition } from '#core/condition/condition.ts';
import { senseOf } from '#core/condition/judge-sense.ts';
import { draftSource } from '#core/definition/edit/draft-source.ts';
import { everyField } from '#support/every-field.ts';

const source = draftSource({ record: { type: 'object', properties: everyField } });
const asker = { today: '2026-05-01', zone: 'Asia/Shanghai', me: 'p1', team: ['p1', 'p2'] };
const sense = (condition: Condition): string => senseOf(condition, source, asker);

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
