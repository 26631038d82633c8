import { pointer, problem, type Problem } from '#core/problem.ts';
import { emptySchema, type MergedSchema } from '#core/foreign/merged-schema.ts';
import { readKeyword } from '#core/foreign/read-keyword.ts';
import { isBag, listed, type Bag } from '#core/foreign/bag.ts';
import { beyondLimits, inside, isWithin, type Part, type Walk } from '#core/foreign/schema-part.ts';

/** The schemas of one value as one: references followed, `allOf` folded in, the outermost words first. */
export const mergeSchema = (parts: readonly Part[], walk: Walk): MergedSchema => {
  const merged = emptySchema(parts[0]?.path ?? '');
  for (const part of parts) addPart(part, merged, { walk, branch: parts.length > 1 });
  return merged;
};

const mostFaults = 100;

interface Adding {
  readonly walk: Walk;
  readonly branch: boolean;
}

export const addPart = (part: Part, merged: MergedSchema, { walk, branch }: Adding): void => {
  const fail = (fault: Problem): void => {
    if (merged.faults.length < mostFaults) merged.faults.push({ fault, branch });
  };
  const beyond = beyondLimits(part, walk);
  if (beyond) return fail(beyond);
  const { schema } = part;
  if (schema === true) return;
  if (!isBag(schema)) return fail(problem(schema === false ? 'schema-nothing' : 'schema-unreadable', part.path));
  for (const [keyword, value] of Object.entries(schema)) readKeyword({ merged, part, schema, keyword, value });
  for (const keyword of ['$ref', '$dynamicRef', '$recursiveRef']) {
    const reference = schema[keyword];
    if (typeof reference !== 'string') continue;
    const target = targetOf(reference, part, walk);
    if ('code' in target) fail(target);
    else addPart(target, merged, { walk, branch });
  }
  for (const branchPart of branchesOf(part, schema)) addPart(branchPart, merged, { walk, branch: true });
};

const branchesOf = (part: Part, schema: Bag): readonly Part[] => [
  ...listed(schema['allOf']).map((branch, index) => inside(part, branch, part.path + pointer('allOf', index))),
  ...(schema['extends'] === undefined ? [] : [schema['extends']])
    .flat()
    .map((branch: unknown) => inside(part, branch, part.path + pointer('extends'))),
];

const targetOf = (reference: string, part: Part, walk: Walk): Part | Problem => {
  const ref = reference.slice(0, 200);
  const found = walk.references.find(reference);
  if (!found.ok) return problem(found.why === 'remote' ? 'schema-remote-ref' : 'schema-missing-ref', part.path, { ref });
  const target = inside(part, found.schema, part.path);
  return isWithin(target.trail, found.schema) ? problem('schema-recursion', part.path, { ref }) : target;
};
