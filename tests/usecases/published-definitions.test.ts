import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { compileFieldCheck } from '#core/compile/field-check.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { recordSchema } from '#core/compile/record-schema.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition } from '#core/definition/definition.ts';
import { applyEdit } from '#core/definition/edit/apply-edit.ts';
import { judgeCreate } from '#core/record/judge.ts';
import { addTable, callerFor } from '#support/firm.ts';
import { everyField, testTable } from '#support/every-field.ts';
import { testLookup } from '#support/lookup.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { drawEdit, testScene } from '#support/random-edit.ts';
import { liveTable, publish, toolsOf } from '#support/revisions.ts';
import { records } from '#support/verdict-property.ts';

const asker = { today: '2024-06-01', zone: 'Asia/Shanghai', me: 'p-zhang', team: [] };

/** Where ours is stricter (docs/json-schema.md): existence of people and regions, decimals, check digits. */
const onlyOurs = new Set(['person-unknown', 'region', 'too-many-decimals', 'id-check-digit', 'id-birth-date']);

const runs = 15;
const revisionsEach = 3;
const editsEach = 12;
const rowsEach = 40;
const seen = { revisions: 0, rows: 0, invalid: 0 };

const start = testTable(everyField, {}, ['name']).definition;

/** Values of the fields as they began, and what new fields might be given. */
const rowsOf = records({ fields: everyField, required: ['name'] }).chain((row) =>
  fc
    .dictionary(
      fc.constantFrom('fresh', 'renamed', 'u91d1_u989d', 'budget', 'amount_2', 'field'),
      fc.constantFrom<unknown>('a', 'b', '2024-05-01', 5, -1, ['a'], true, null, '', 'x'.repeat(50)),
    )
    .map((more) => ({ ...row, ...more })),
);

const edited = (from: Definition, gen: fc.GeneratorValue): Definition => {
  const scene = testScene(from);
  let definition = from;
  for (let step = 0; step < editsEach; step += 1) {
    const made = applyEdit(
      definition,
      drawEdit(definition, (arbitrary) => gen(() => arbitrary)),
      scene,
    );
    if (made.ok) definition = made.value.definition;
  }
  return { ...definition, access: { ...definition.access, approval: false } }; // the author alone publishes here
};

/** Without the values of fields that went or became something else, so that about half of the rows are right. */
const fitting = (row: Readonly<Record<string, unknown>>, table: CompiledTable): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(row).filter(([key]) => {
      const schema = table.definition.record.properties[key.replace(/_other$/, '')];
      const began = start.record.properties[key.replace(/_other$/, '')];
      return schema !== undefined && (began === undefined || began['x-type'] === schema['x-type']);
    }),
  );

/** Of a new record: what the exported schema says, and what we say. */
const expectAgreement = (table: CompiledTable, rows: readonly Readonly<Record<string, unknown>>[]): void => {
  const ajv = new Ajv2020({ strict: false, allErrors: false });
  ajvFormats.default(ajv);
  const standard = ajv.compile(JSON.parse(JSON.stringify(recordSchema(table, 'create'))));
  const stored = ajv.compile(JSON.parse(JSON.stringify(recordSchema(table, 'record'))));
  const check = compileFieldCheck(table);
  for (const [at, row] of rows.entries()) {
    const raw = at % 10 === 0 ? row : fitting(row, table);
    const { problems, values } = judgeCreate(raw, {
      table,
      check,
      lookup: testLookup,
      asker,
      now: '2024-06-01T00:00:00.000Z',
      givesNumbers: true,
    });
    const accepted = standard(raw);
    const isOurOwn = problems.length > 0 && problems.every((problem) => onlyOurs.has(problem.code));
    if ((problems.length === 0) !== accepted && !isOurOwn)
      throw new Error(JSON.stringify({ raw, problems, errors: standard.errors, definition: table.definition }));
    if (problems.length === 0 && !stored(values)) throw new Error(JSON.stringify({ raw, values, errors: stored.errors }));
    seen.rows += 1;
    if (!accepted) seen.invalid += 1;
  }
};

it('what is published after any edits is sound, and its exported schema agrees with the verdict', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.gen(), fc.array(rowsOf, { minLength: rowsEach, maxLength: rowsEach }), async (gen, rows) => {
      const world = await openMemoryWorld();
      try {
        const tools = toolsOf(world);
        await addTable(world, start);
        for (let revision = 0; revision < revisionsEach; revision += 1) {
          await publish(tools, callerFor(world, 'manager'), edited(liveTable(world, start.key).definition, gen));
          const table = liveTable(world, start.key);
          const checked = checkDefinition(JSON.parse(JSON.stringify(table.definition)));
          if (!checked.ok) throw new Error(JSON.stringify({ problems: checked.problems, definition: table.definition }));
          seen.revisions += 1;
          expectAgreement(table, rows);
        }
      } finally {
        await world.stop();
      }
    }),
    { numRuns: runs, seed: 20261122, endOnFailure: true },
  );
});

afterAll(() => {
  console.info(seen);
  expect(seen.revisions).toBeGreaterThanOrEqual(30);
  expect(seen.invalid).toBeGreaterThan(seen.rows * 0.2);
  expect(seen.invalid).toBeLessThan(seen.rows * 0.9);
});
