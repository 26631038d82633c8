import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileFieldCheck, type SchemaFault } from '#core/compile/field-check.ts';
import { browserCheckModule } from '#server/http/browser-check.ts';
import { everyField, testTable } from '#support/every-field.ts';
import { records } from '#support/verdict-property.ts';

type Check = ((value: unknown) => boolean) & { errors?: readonly SchemaFault[] | null };
const isCheck = (value: unknown): value is Check => typeof value === 'function';

const table = testTable(everyField);
const load = async (): Promise<Map<string, Check>> => {
  const source = Buffer.from(browserCheckModule(table)).toString('base64');
  const loaded: unknown = await import(/* @vite-ignore */ `data:text/javascript;base64,${source}`);
  return new Map(Object.entries(Object(loaded)).flatMap(([name, value]) => (isCheck(value) ? [[name, value] as const] : [])));
};

it('needs nothing from outside and refuses what the server refuses', async () => {
  expect(browserCheckModule(table)).not.toMatch(/\brequire\(|\bimport\b|\beval\(|new Function/);
  const checks = await load();
  const check = compileFieldCheck(table);
  let refused = 0;
  fc.assert(
    fc.property(records({ fields: everyField, required: [] }), (raw) => {
      for (const [key, value] of Object.entries(raw)) {
        const own = checks.get(`f_${key}`);
        if (!own) continue;
        const faults = own(value) ? [] : (own.errors ?? []).map(({ keyword, schemaPath }) => ({ keyword, schemaPath }));
        if (faults.length > 0) refused += 1;
        expect([key, value, faults]).toEqual([key, value, check(key, value).map(({ keyword, schemaPath }) => ({ keyword, schemaPath }))]);
      }
    }),
    { numRuns: 600, seed: 7 },
  );
  expect(refused).toBeGreaterThan(100);
});

it('knows the same days and moments as the server', async () => {
  const checks = await load();
  const check = compileFieldCheck(table);
  const dates = table.fields.filter((field) => field.type.name === 'date' || field.type.name === 'datetime');
  expect(dates.map((field) => field.type.name)).toEqual(expect.arrayContaining(['date', 'datetime']));
  const texts = ['2024-02-29', '2023-02-29', '1900-02-29', '2000-02-29', '2024-13-01', '2024-00-10', '2024-4-31', '2024-04-31', 'x', ''];
  const moments = [
    'T00:00:00Z',
    'T23:59:60Z',
    'T24:00:00Z',
    't01:02:03z',
    ' 01:02:03Z',
    'T01:02:03',
    'T01:02:03.25+08:00',
    'T01:02:03+24:00',
  ];
  for (const { key } of dates)
    for (const text of [...texts, ...moments.map((moment) => `2024-05-06${moment}`)])
      expect([key, text, checks.get(`f_${key}`)?.(text)]).toEqual([key, text, check(key, text).length === 0]);
});
