import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { runsLinear } from '#core/compile/linear-pattern.ts';
import { withAbsentParts } from '#core/definition/absent-parts.ts';
import { checkCircles } from '#core/definition/check-circle.ts';
import { checkDefaultValues } from '#core/definition/check-default.ts';
import { checkFieldAccess } from '#core/definition/check-field-access.ts';
import { checkField } from '#core/definition/check-field.ts';
import { checkFieldKeys, checkTableKey } from '#core/definition/check-key.ts';
import { checkConditions, checkReferences } from '#core/definition/check-references.ts';
import { definitionParts, type DefinitionParts } from '#core/definition/definition-parts.ts';
import { draftTable } from '#core/compile/draft-table.ts';
import { measure } from '#core/definition/measure.ts';
import { shapeFaults } from '#core/definition/shape-faults.ts';
import { ok, pointer, refused, type Problem, type Result } from '#core/problem.ts';

/**
 * A definition from outside, judged whole: the meta-schema, then the rules a schema cannot say on every part whose shape is right.
 * All problems are listed, each with its place as a JSON Pointer. Layout, views, reminders and access may be left out.
 */
export const checkDefinition = (input: unknown): Result<Definition> => {
  const tooMuch = measure(input);
  if (tooMuch.length > 0) return refused(...tooMuch);
  const shape = shapeFaults(input);
  const beyondRules = shape.some((fault) => fault.code === 'too-many-fields');
  const problems = [...shape, ...checkTableKey(input), ...(beyondRules ? [] : checkRules(definitionParts(input, shape)))];
  return isDefinition(input, problems) ? ok(withAbsentParts(input)) : refused(...problems);
};

const isDefinition = (input: unknown, problems: readonly Problem[]): input is Definition =>
  problems.length === 0 && typeof input === 'object';

const checkRules = (parts: DefinitionParts): readonly Problem[] => {
  if (parts.keys.size === 0) return [];
  const table = draftTable(parts.fields);
  const own = [...parts.fields].flatMap(([key, field]) =>
    checkField(field, runsLinear).map((fault) => ({ ...fault, path: pointer('record', 'properties', key) + fault.path })),
  );
  const conditions = checkConditions(parts, table);
  const without = (faults: readonly Problem[]) => soundFields(parts.fields, faults);
  return [
    ...checkFieldKeys(parts),
    ...own,
    ...checkDefaultValues(without(own)),
    ...checkReferences(parts, table),
    ...checkFieldAccess(parts),
    ...conditions,
    ...checkCircles(without(conditions)),
  ];
};

/** The fields none of these faults speaks of. */
const soundFields = (fields: ReadonlyMap<string, FieldSchema>, faults: readonly Problem[]): ReadonlyMap<string, FieldSchema> => {
  const faulty = new Set(faults.map(({ path }) => path.split('/').slice(0, 4).join('/')));
  return new Map([...fields].filter(([key]) => !faulty.has(pointer('record', 'properties', key))));
};
