import { describe, expect, it } from 'vitest';
import { compileFieldCheck } from '#core/compile/field-check.ts';
import { faultsToProblems } from '#core/record/faults-to-problems.ts';
import { everyField, testTable } from '#support/every-field.ts';

const table = testTable(everyField);
const check = compileFieldCheck(table);

describe('a region', () => {
  it.each(['330', '', 'x\n'])('that is none is told as it was given: %j', (given) => {
    const field = table.field('area');
    if (!field) throw new Error('area');
    expect(faultsToProblems(field, check('area', given), given)).toEqual([{ code: 'region', path: '/area', params: { text: given } }]);
  });
});

describe('control characters', () => {
  it('are refused with their position, counted in characters', () => {
    const field = table.field('name');
    if (!field) throw new Error('name');
    const given = '😀字\u0007';
    expect(faultsToProblems(field, check('name', given), given)).toEqual([
      { code: 'control-character', path: '/name', params: { position: 3 } },
    ]);
  });
  it.each([
    ['phone', '123456\u0000'],
    ['email', 'a@b.cn\u0000c'],
    ['site', 'http://\u0000'],
  ] as const)('stand where they stand in %s too', (key, given) => {
    const field = table.field(key);
    if (!field) throw new Error(key);
    expect(faultsToProblems(field, check(key, given), given)).toEqual([
      { code: 'control-character', path: `/${key}`, params: { position: given.indexOf('\u0000') + 1 } },
    ]);
  });
});
