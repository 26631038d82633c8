import { problem } from '#core/problem.ts';
import { addPart, mergeSchema } from '#core/foreign/merge-schema.ts';
import type { Alternation, MergedSchema } from '#core/foreign/merged-schema.ts';
import { addValues } from '#core/foreign/read-keyword.ts';
import { shapeOf, type Shape } from '#core/foreign/shape.ts';
import type { Part, Trail, Walk } from '#core/foreign/schema-part.ts';

interface Settling {
  readonly path: string;
  readonly merged: MergedSchema;
  readonly walk: Walk;
}

interface Branch {
  readonly part: Part;
  readonly merged: MergedSchema;
  readonly shape: Shape;
}

/**
 * Makes one schema of `anyOf` and `oneOf`: null beside one other is that other, lists of constants are options, objects give the
 * fields of all of them, of scalars and the rest the scalars stay. What is lost on the way is listed.
 */
export const settleAlternations = (merged: MergedSchema, walk: Walk): void => {
  for (let round = 0; merged.alternations.length > 0 && round < 20; round += 1) {
    const given = merged.alternations.splice(0);
    for (const alternation of given) settle(alternation, merged, walk);
  }
};

const settle = (alternation: Alternation, merged: MergedSchema, walk: Walk): void => {
  const branches = readable(alternation.parts, merged, walk);
  const [only, another] = branches;
  if (only === undefined) return;
  const values = branches.map((branch) => branch.merged.values);
  if (values.every((list) => list !== undefined)) addValues(merged, values.flat());
  else if (another === undefined) addPart(only.part, merged, { walk, branch: true });
  else if (branches.every(({ shape }) => shape === 'object' || shape === 'rule'))
    uniteObjects(branches, { path: alternation.path, merged, walk });
  else chooseScalars(branches, { path: alternation.path, merged, walk });
};

/** Branches that can be read; the rest is listed, null is no branch. */
const readable = (parts: readonly Part[], whole: MergedSchema, walk: Walk): readonly Branch[] =>
  parts.flatMap((part) => {
    const merged = mergeSchema([part], walk);
    const fault = merged.faults.find((found) => !found.branch)?.fault;
    if (fault) walk.left.push(fault);
    const none = isNull(merged);
    if (none) whole.nullable = true;
    if (fault || none) return [];
    settleAlternations(merged, walk);
    return [{ part, merged, shape: shapeOf(merged) }];
  });

const isNull = ({ types, values }: MergedSchema): boolean =>
  (types?.size === 1 && types.has('null')) || (values !== undefined && values.every(({ value }) => value === null));

const uniteObjects = (branches: readonly Branch[], { path, merged, walk }: Settling): void => {
  const united = new Map<string, Part>();
  for (const { merged: branch } of branches)
    for (const [name, [first]] of branch.properties) {
      const known = united.get(name);
      if (first && !merged.properties.has(name)) united.set(name, known === undefined ? first : either(known, first));
    }
  for (const [name, part] of united) merged.properties.set(name, [part]);
  if (united.size > 0) merged.types ??= new Set(['object']);
  walk.left.push(problem(united.size > 0 ? 'schema-alternatives' : 'schema-either', path));
};

const either = (one: Part, other: Part): Part => ({
  ...one,
  schema: { anyOf: [one.schema, other.schema] },
  trail: joined(one.trail, other.trail),
});

const joined = (one: Trail | undefined, other: Trail | undefined): Trail | undefined => {
  let trail = one;
  for (let at = other; at !== undefined; at = at.up) trail = { schema: at.schema, up: trail };
  return trail;
};

const scalars: ReadonlySet<Shape> = new Set(['string', 'number', 'boolean', 'any']);

/** Scalars of one kind keep what they agree on; of several kinds a text holds all. */
const chooseScalars = (branches: readonly Branch[], { path, merged, walk }: Settling): void => {
  const plain = branches.filter(({ shape }) => scalars.has(shape));
  const kept = plain.length > 0 ? plain : branches.slice(0, 1);
  for (const { part } of branches) if (!kept.some((one) => one.part === part)) walk.left.push(problem('schema-alternative', part.path));
  const [first, second] = kept;
  if (first && !second) return addPart(first.part, merged, { walk, branch: true });
  const kinds = new Set(kept.map(({ shape }) => shape));
  const types = new Set(kept.flatMap((branch) => [...(branch.merged.types ?? [])]));
  merged.types ??= kinds.size === 1 && types.size > 0 ? types : new Set(['string']);
  walk.left.push(kinds.size === 1 ? problem('schema-either', path) : problem('schema-mixed-types', path, { types: [...kinds] }));
};
