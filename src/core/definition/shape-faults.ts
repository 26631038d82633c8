import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import access from '#schemas/meta/access.json' with { type: 'json' };
import condition from '#schemas/meta/condition.json' with { type: 'json' };
import definition from '#schemas/meta/definition.json' with { type: 'json' };
import field from '#schemas/meta/field.json' with { type: 'json' };
import layout from '#schemas/meta/layout.json' with { type: 'json' };
import option from '#schemas/meta/option.json' with { type: 'json' };
import reminder from '#schemas/meta/reminder.json' with { type: 'json' };
import view from '#schemas/meta/view.json' with { type: 'json' };
import words from '#schemas/meta/words.json' with { type: 'json' };
import { pointer, problem, type Problem } from '#core/problem.ts';

let compiled: ValidateFunction | undefined;

/** The meta-schema is compiled on first use: half of all starts never check a definition. */
const metaSchema = (): ValidateFunction => {
  if (compiled) return compiled;
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allowUnionTypes: true,
  });
  ajv.addVocabulary(['x-problem']);
  ajv.addSchema([access, condition, field, layout, option, reminder, view, words]);
  compiled = ajv.compile(definition);
  return compiled;
};

/** What the meta-schema finds wrong, in our codes; faults inside conditions are left to `checkCondition`, which says them better. */
export const shapeFaults = (input: unknown): readonly Problem[] => {
  const validate = metaSchema();
  if (validate(input)) return [];
  const found = new Map<string, Problem>();
  for (const fault of validate.errors ?? []) {
    const made = toProblem(fault);
    if (made) found.set(JSON.stringify(made), made);
  }
  return [...found.values()];
};

const silent = new Set(['if', 'propertyNames', 'allOf', 'anyOf', 'oneOf']);

const toProblem = (fault: ErrorObject): Problem | undefined => {
  const parent: unknown = fault.parentSchema;
  const said = typeof parent === 'object' && parent !== null && 'x-problem' in parent ? parent['x-problem'] : undefined;
  if (silent.has(fault.keyword) || said === 'condition-shape') return undefined;
  const owned = said !== undefined && !['type', 'required', 'additionalProperties', 'maxLength'].includes(fault.keyword);
  const code =
    owned || (said === 'reminder-when' && fault.keyword === 'required') ? String(said) : (codes[fault.keyword] ?? 'definition-value');
  return problem(code, pathOf(fault), paramsOf(fault));
};

const codes: Readonly<Record<string, string>> = {
  additionalProperties: 'unknown-keyword',
  required: 'missing-keyword',
  type: 'definition-type',
  enum: 'not-one-of',
  const: 'not-one-of',
  minLength: 'empty-entry',
  maxLength: 'entry-too-long',
  minItems: 'empty-entry',
  minProperties: 'no-field',
  maxItems: 'too-many-entries',
  maxProperties: 'too-many-fields',
  uniqueItems: 'entry-twice',
  minimum: 'number-out-of-range',
  maximum: 'number-out-of-range',
};

/** A fault of a name stands at the entry of that name, not at the object around it. */
const pathOf = (fault: ErrorObject): string => {
  const strange: unknown = fault.params['additionalProperty'] ?? fault.propertyName;
  return fault.instancePath + (typeof strange === 'string' ? pointer(strange) : '');
};

const paramsOf = (fault: ErrorObject): Problem['params'] => {
  const { keyword, params, propertyName } = fault;
  if (propertyName !== undefined) return { keyword: propertyName.slice(0, 100) };
  if (keyword === 'additionalProperties') return { keyword: String(params['additionalProperty']).slice(0, 100) };
  if (keyword === 'required') return { keyword: String(params['missingProperty']) };
  if (keyword === 'type') return { expected: [params['type']].flat().map(String) };
  if (keyword === 'enum') return { allowed: listed(params['allowedValues']) };
  if (keyword === 'const') return { allowed: [String(params['allowedValue'])] };
  return typeof params['limit'] === 'number' ? { limit: params['limit'] } : {};
};

const listed = (values: unknown): readonly string[] => (Array.isArray(values) ? values.map(String) : []);
