import type { CompiledField } from '#core/compile/compiled-table.ts';
import type { SchemaFault } from '#core/compile/field-check.ts';
import { judgeSchema } from '#core/compile/record-schema.ts';
import { forbiddenInLine, forbiddenPosition } from '#core/field/text-rules.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';

/** A validator's faults in our codes: the library's own words are never shown. One problem per code and place. */
export const faultsToProblems = (field: CompiledField, faults: readonly SchemaFault[], given: unknown): readonly Problem[] => {
  const typeFault = faults.find((fault) => fault.keyword === 'type' && fault.instancePath === '');
  if (typeFault) return [wrongTypeProblem(field, given)];
  const unseen = faults.length > 0 ? unseenFault(field, given) : undefined;
  if (unseen) return [unseen];
  const schema = judgeSchema(field);
  const found = new Map<string, Problem>();
  for (const fault of faults) {
    const made = toProblem(fault, parentOf(schema, fault.schemaPath), { path: pointer(field.key), given });
    if (made) found.set(`${made.code}${made.path}`, made);
  }
  return [...found.values()];
};

/** A value of another JSON type than the field's. */
export const wrongTypeProblem = (field: CompiledField, given: unknown): Problem =>
  problem(wrongType[field.type.json], pointer(field.key), { expected: field.type.json, text: wordsOf(given) });

const wrongType = { string: 'not-text', number: 'not-a-number', boolean: 'yes-no', array: 'not-a-list' } as const;

/** A refused value as it may stand in a sentence. */
const wordsOf = (given: unknown): string => (typeof given === 'string' ? given : (JSON.stringify(given) ?? '')).slice(0, 100);

type Keywords = Readonly<Record<string, unknown>>;
const isKeywords = (value: unknown): value is Keywords => typeof value === 'object' && value !== null;

/** The subschema that holds the failed keyword, found by the fault's own path. */
const parentOf = (schema: Keywords, schemaPath: string): Keywords => {
  const steps = schemaPath
    .replace(/^[^#]*#\/?/, '')
    .split('/')
    .slice(0, -1);
  let at: unknown = schema;
  for (const step of steps) at = isKeywords(at) ? at[decodeURIComponent(step.replaceAll('~1', '/').replaceAll('~0', '~'))] : undefined;
  return isKeywords(at) ? at : {};
};

const byKeyword: Readonly<Record<string, string>> = {
  minimum: 'too-small',
  maximum: 'too-large',
  minLength: 'wrong-value',
  maxLength: 'too-long',
  minItems: 'too-few',
  maxItems: 'too-many',
  uniqueItems: 'chosen-twice',
  format: 'date',
  type: 'unknown-option',
};

interface Given {
  readonly path: string;
  readonly given: unknown;
}

const toProblem = (fault: SchemaFault, parent: Keywords, { path, given }: Given): Problem | undefined => {
  if (fault.keyword === 'if') return undefined;
  const said = parent['x-problem'];
  const code = typeof said === 'string' ? said : (byKeyword[fault.keyword] ?? 'wrong-value');
  if (code === 'text-length') return lengthProblem(parent, { path, given });
  return problem(code, path, {
    ...paramsOf(fault),
    ...(code === 'control-character' ? { position: positionOf(given, parent) } : {}),
    ...wordOf(code, fault, given),
  });
};

/** Lengths count the characters of the trimmed text. */
const lengthProblem = (parent: Keywords, { path, given }: Given): Problem => {
  const count = typeof given === 'string' ? [...given.trim()].length : 0;
  const [min, max] = [Number(parent['min']), Number(parent['max'])];
  return count > max ? problem('too-long', path, { limit: max, count }) : problem('too-short', path, { limit: min, count });
};

const paramsOf = (fault: SchemaFault): Record<string, number> => {
  const limit = fault.params['limit'] ?? fault.params['comparison'];
  return typeof limit === 'number' ? { limit } : {};
};

const positionOf = (given: unknown, parent: Keywords): number => {
  const pattern = isKeywords(parent['not']) ? parent['not']['pattern'] : undefined;
  return (typeof given === 'string' && typeof pattern === 'string' ? forbiddenPosition(given, pattern) : undefined) ?? 1;
};

/** Types whose one pattern leaves control characters out too: nobody sees such a character, so its place is told and not the shape. */
const shaped: ReadonlySet<string> = new Set(['phone', 'email', 'url']);

const unseenFault = (field: CompiledField, given: unknown): Problem | undefined => {
  const position = shaped.has(field.type.name) && typeof given === 'string' ? forbiddenPosition(given, forbiddenInLine) : undefined;
  return position === undefined ? undefined : problem('control-character', pointer(field.key), { position });
};

const wordOf = (code: string, fault: SchemaFault, given: unknown): Record<string, string> => {
  if (code === 'region') return { text: wordsOf(given) };
  if (code !== 'unknown-option') return {};
  const index = /^\/(\d+)/.exec(fault.instancePath)?.[1];
  const word: unknown = index === undefined ? given : Array.isArray(given) ? given[Number(index)] : undefined;
  return { text: typeof word === 'string' ? word.slice(0, 100) : '' };
};
