import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compileFieldCheck, fieldCheckModule, type SchemaFault } from '#core/compile/field-check.ts';
import { records } from '#support/verdict-property.ts';
import { everyField, testTable } from '#support/every-field.ts';

const table = testTable(everyField);
const require = createRequire(import.meta.url);

type ModuleCheck = ((value: unknown) => boolean) & { errors?: readonly SchemaFault[] | null };
const isCheck = (value: unknown): value is ModuleCheck => typeof value === 'function';

/** The module as a browser gets it: its few requires of the validator's runtime stand where a bundler would put them. */
const load = async (): Promise<ReadonlyMap<string, ModuleCheck>> => {
  Reflect.set(globalThis, 'biaoliTestRequire', require);
  const source = fieldCheckModule(table).replaceAll('require(', 'globalThis.biaoliTestRequire(');
  const loaded: unknown = await import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(source).toString('base64')}`);
  return new Map(Object.entries(Object(loaded)).flatMap(([name, value]) => (isCheck(value) ? [[name, value] as const] : [])));
};

it('the module for the browser holds no eval and agrees with the compiled checks', async () => {
  const source = fieldCheckModule(table);
  expect(source).not.toMatch(/\beval\(|new Function/);
  const modules = await load();
  expect([...modules.keys()].sort()).toEqual(table.fields.map((field) => `f_${field.key}`).sort());
  const check = compileFieldCheck(table);
  let refused = 0;
  let judged = 0;
  fc.assert(
    fc.property(records({ fields: everyField, required: [] }), (raw) => {
      for (const [key, value] of Object.entries(raw)) {
        const own = modules.get(`f_${key}`);
        if (!own) continue;
        judged += 1;
        const faults = own(value)
          ? []
          : (own.errors ?? []).map(({ keyword, schemaPath, instancePath, params }) => ({ keyword, schemaPath, instancePath, params }));
        if (faults.length > 0) refused += 1;
        expect([key, value, faults]).toEqual([key, value, check(key, value)]);
      }
    }),
    { numRuns: 1500, seed: 5 },
  );
  expect(judged).toBeGreaterThan(10_000);
  expect(refused).toBeGreaterThan(300);
});
