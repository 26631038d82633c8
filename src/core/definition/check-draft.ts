import { withAbsentParts } from '#core/definition/absent-parts.ts';
import { checkCircles } from '#core/definition/check-circle.ts';
import { checkDraftDefault } from '#core/definition/check-draft-default.ts';
import { checkFieldAccess } from '#core/definition/check-field-access.ts';
import { checkField } from '#core/definition/check-field.ts';
import { checkFieldKeys, checkTableKey } from '#core/definition/check-key.ts';
import type { PatternJudge } from '#core/definition/check-pattern.ts';
import { checkConditions, checkReferences } from '#core/definition/check-references.ts';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { definitionParts } from '#core/definition/definition-parts.ts';
import { draftTable } from '#core/compile/draft-table.ts';
import { measure } from '#core/definition/measure.ts';
import { walkShape } from '#core/definition/walk-shape.ts';
import { ok, pointer, refused, type Problem, type Result } from '#core/problem.ts';

/**
 * The faults of a document that is being edited: the same rules as `checkDefinition` without its validator, which a page may not compile
 * under its policy. A field is judged once as long as it is the same object, so that an edit costs what it touches. `patterns` as
 * `patternFault` has it: until it is there a page asks without, and then once more.
 */
export const draftProblems = (definition: Definition, patterns?: PatternJudge): readonly Problem[] => {
  const memory = patterns === undefined ? withoutPatterns : whole;
  const known = memory.documents.get(definition);
  if (known) return known;
  const found = judge(definition, patterns);
  memory.documents.set(definition, found);
  return found;
};

interface Memory {
  readonly documents: WeakMap<Definition, readonly Problem[]>;
  readonly fields: WeakMap<FieldSchema, readonly Problem[]>;
}

const newMemory = (): Memory => ({ documents: new WeakMap(), fields: new WeakMap() });
const whole = newMemory();
const withoutPatterns = newMemory();

const judge = (definition: Definition, patterns: PatternJudge | undefined): readonly Problem[] => {
  const fields = Object.entries(definition.record.properties).flatMap(([key, field]) =>
    fieldProblems(field, patterns).map((fault) => ({ ...fault, path: pointer('record', 'properties', key) + fault.path })),
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

const fieldProblems = (field: FieldSchema, patterns: PatternJudge | undefined): readonly Problem[] => {
  const { fields } = patterns === undefined && field.pattern !== undefined ? withoutPatterns : whole;
  const known = fields.get(field);
  if (known) return known;
  const shape = walkShape(field, 'field.json');
  const rules = shape.length > 0 ? [] : checkField(field, patterns);
  const found = [...shape, ...rules, ...(shape.length + rules.length > 0 ? [] : checkDraftDefault(field))];
  fields.set(field, found);
  return found;
};

/** A document from outside judged by the same rules: its shape first, then everything else. */
export const checkDraft = (input: unknown, patterns?: PatternJudge): Result<Definition> => {
  const shape = [...measure(input), ...walkShape(input, 'definition.json')];
  if (!isShaped(input, shape)) return refused(...shape);
  const definition = withAbsentParts(input);
  const faults = draftProblems(definition, patterns);
  return faults.length > 0 ? refused(...faults) : ok(definition);
};

const isShaped = (input: unknown, faults: readonly Problem[]): input is Definition => faults.length === 0 && typeof input === 'object';

/** The faults that a document has and the one before it has not; the same fault at another place is an old one. */
export const newProblems = (before: Definition, after: Definition, patterns?: PatternJudge): readonly Problem[] => {
  const now = draftProblems(after, patterns);
  if (now.length === 0) return now;
  const old = new Map<string, number>();
  for (const { code, params } of draftProblems(before, patterns)) {
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
