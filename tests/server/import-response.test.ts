import { expect, it } from 'vitest';
import { problem } from '#core/problem.ts';
import { importResponse } from '#server/http/import-response.ts';
import type { ImportReport } from '#usecases/import/import-plan.ts';

const report = (state: ImportReport['state'], fault?: string): ImportReport => ({
  id: 'i',
  table: 'customer',
  file: 'a.csv',
  sheet: 'csv',
  state,
  dryRun: false,
  total: 2,
  read: 2,
  created: 0,
  updated: 0,
  unchanged: 0,
  refused: 0,
  blankRows: 0,
  leftOut: [],
  people: [],
  samples: [],
  startedAt: '2026-01-01T00:00:00.000Z',
  seconds: 1,
  ...(fault === undefined ? {} : { problem: problem(fault) }),
});
const answer = (given: ImportReport) =>
  importResponse({ report: given, table: undefined, language: 'zh-CN', status: 201, more: { table: 'customer' } });

it('an import that is done answers with its report', async () => {
  const response = await answer(report('done'));
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ table: 'customer', report: { state: 'done', total: 2 } });
});

it.each([
  ['failed', 'import-database'],
  ['cancelled', undefined],
] as const)('one that %s is refused in words, its report beside', async (state, fault) => {
  const response = await answer(report(state, fault));
  expect([response.status, response.headers.get('content-type')]).toEqual([422, 'application/problem+json']);
  expect(await response.json()).toMatchObject({
    status: 422,
    problems: [{ code: fault ?? 'import-cancelled', words: expect.stringMatching(/\p{Script=Han}/u) }],
    table: 'customer',
    report: { state },
  });
});
