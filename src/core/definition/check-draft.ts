import { withAbsentParts } from '#core/definition/absent-parts.ts';
import { checkCircles } from '#core/definition/check-circle.ts';
import { draftTable } from '#core/definition/check-default.ts';
import { checkDraftDefault } from '#core/definition/check-draft-default.ts';
import { checkFieldAccess } from '#core/definition/check-field-access.ts';
import { checkField } from '#core/definition/check-field.ts';
import { checkFieldKeys, checkTableKey } from '#core/definition/check-key.ts';
import { checkConditions, checkReferences } from '#core/definition/check-references.ts';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { definitionParts } from '#core/definition/definition-parts.ts';
import { measure } from '#core/definition/measure.ts';
import { walkShape } from '#core/definition/walk-shape.ts';
import { ok, pointer, refused, type Problem, type Result } from '#core/problem.ts';

/**
 * The faults of a document that is being edited: the same rules as `checkDefinition` without its validator, which a page may not compile
 * under its policy. A field is judged once as long as it is the same object, so that an edit costs what it touches.
 */
export const draftProblems = (definition: Definition): readonly Problem[] => {
  const known = judged.get(definition);
  if (known) return known;
  const found = judge(definition);
  judged.set(definition, found);
  return found;
};

const judged = new WeakMap<Definition, readonly Problem[]>();
const judgedFields = new WeakMap<FieldSchema, readonly Problem[]>();

const judge = (definition: Definition): readonly Problem[] => {
  const fields = Object.entries(definition.record.properties).flatMap(([key, field]) =>
    fieldProblems(field).map((fault) => ({ ...fault, path: pointer('record', 'properties', key) + fault.path })),
  );
  const shape = partShapes(definition);
  const parts = definitionParts(definition, [...shape, ...fields]);
  const table = draftTable(parts.fields);
  const conditions = checkConditions(parts, table);
  const circles = conditions.length > 0 ? [] : checkCircles(parts.fields);
  return [
    ...shape,
    ...fields,
    ...checkFieldKeys(parts),
    ...checkReferences(parts, table),
    ...checkFieldAccess(parts),
    ...conditions,
    ...circles,
  ];
};

/** Everything of the document but its fields, which are judged by themselves, and their removed ones, which are as they were. */
const partShapes = ({ record, ...rest }: Definition): readonly Problem[] => {
  const keys = Object.keys(record.properties);
  const faults = walkShape(
    { ...rest, record: { ...record, properties: Object.fromEntries(keys.map((key) => [key, placeholder])), 'x-removed': {} } },
    'definition.json',
  );
  return [...faults, ...checkTableKey(rest)];
};

const placeholder = { title: '-', type: 'string', 'x-type': 'text' };

const fieldProblems = (field: FieldSchema): readonly Problem[] => {
  const known = judgedFields.get(field);
  if (known) return known;
  const shape = walkShape(field, 'field.json');
  const rules = shape.length > 0 ? [] : checkField(field);
  const found = [...shape, ...rules, ...(shape.length + rules.length > 0 ? [] : checkDraftDefault(field))];
  judgedFields.set(field, found);
  return found;
};

/** A document from outside judged by the same rules: its shape first, then everything else. */
export const checkDraft = (input: unknown): Result<Definition> => {
  const shape = [...measure(input), ...walkShape(input, 'definition.json')];
  if (!isShaped(input, shape)) return refused(...shape);
  const definition = withAbsentParts(input);
  const faults = draftProblems(definition);
  return faults.length > 0 ? refused(...faults) : ok(definition);
};

const isShaped = (input: unknown, faults: readonly Problem[]): input is Definition => faults.length === 0 && typeof input === 'object';

/** The faults that a document has and the one before it has not; the same fault at another place is an old one. */
export const newProblems = (before: Definition, after: Definition): readonly Problem[] => {
  const now = draftProblems(after);
  if (now.length === 0) return now;
  const old = new Map<string, number>();
  for (const { code, params } of draftProblems(before)) {
    const name = JSON.stringify([code, params]);
    old.set(name, (old.get(name) ?? 0) + 1);
  }
  return now.filter(({ code, params }) => {
    const name = JSON.stringify([code, params]);
    const left = old.get(name) ?? 0;
    old.set(name, left - 1);
    return left <= 0;
  });
};
