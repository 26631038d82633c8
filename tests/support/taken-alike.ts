import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { expect } from 'vitest';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { compileFieldCheck } from '#core/compile/field-check.ts';
import { recordSchema } from '#core/compile/record-schema.ts';
import { judgeCreate } from '#core/record/judge.ts';
import { testLookup } from '#support/lookup.ts';

const asker = { today: '2024-06-01', zone: 'UTC', me: 'p-zhang', team: [] };

/** How many of the rows are taken; each of them by the exported schemas too, as it was given and as it is kept. */
export const takenAlike = (table: CompiledTable, rows: readonly Readonly<Record<string, unknown>>[]): number => {
  const ajv = new Ajv2020({ strict: false });
  ajvFormats.default(ajv);
  const [create, stored] = [ajv.compile(recordSchema(table, 'create')), ajv.compile(recordSchema(table, 'record'))];
  const judging = {
    table,
    check: compileFieldCheck(table),
    lookup: testLookup,
    asker,
    now: '2024-06-01T00:00:00.000Z',
    givesNumbers: true,
  };
  const verdicts = rows.map((row) => ({ row, verdict: judgeCreate(row, judging) })).filter(({ verdict }) => verdict.problems.length === 0);
  for (const { row, verdict } of verdicts) expect([row, create(row), stored({ ...verdict.values })]).toEqual([row, true, true]);
  return verdicts.length;
};
