import { pointer, problem, type Problem } from '#core/problem.ts';

const silent = new Set(['if', 'propertyNames', 'allOf', 'anyOf', 'oneOf']);

/** One failed keyword of the meta-schema: what both of its readers, ajv and `walkShape`, say of it. */
export interface ShapeFault {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly parentSchema?: unknown;
  readonly propertyName?: string;
}

/** Faults as problems in our codes, each once; those inside conditions are left to `checkCondition`, which says them better. */
export const shapeProblems = (faults: readonly ShapeFault[]): readonly Problem[] => {
  const found = new Map<string, Problem>();
  for (const fault of faults) {
    const made = toProblem(fault);
    if (made) found.set(JSON.stringify(made), made);
  }
  return [...found.values()];
};

const toProblem = (fault: ShapeFault): Problem | undefined => {
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
const pathOf = (fault: ShapeFault): string => {
  const strange: unknown = fault.params['additionalProperty'] ?? fault.propertyName;
  return fault.instancePath + (typeof strange === 'string' ? pointer(strange) : '');
};

const paramsOf = (fault: ShapeFault): Problem['params'] => {
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
