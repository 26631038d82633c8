import { problem, type Problem } from '#core/problem.ts';
import { isBag } from '#core/foreign/bag.ts';
import type { References } from '#core/foreign/references.ts';

/** The schemas one stands inside of, innermost first: a reference to one of them is a recursion. */
export interface Trail {
  readonly schema: unknown;
  readonly up: Trail | undefined;
}

/** A schema at its place in the document; behind a `$ref` the place is the one of use. */
export interface Part {
  readonly schema: unknown;
  readonly path: string;
  readonly trail: Trail | undefined;
  /** How many schemas deep: references and `allOf` count too. */
  readonly depth: number;
}

/** What the whole reading shares: where references lead, what stayed out so far, and how much was looked at. */
export interface Walk {
  readonly references: References;
  readonly left: Problem[];
  steps: number;
}

export const deepestPart = 64;
/** Schemas and keywords looked at; references that multiply themselves end here. */
export const mostSteps = 200_000;

export const inside = (part: Part, schema: unknown, path: string): Part => ({
  schema,
  path,
  trail: { schema: part.schema, up: part.trail },
  depth: part.depth + 1,
});

export const isWithin = (trail: Trail | undefined, schema: unknown): boolean => {
  for (let at = trail; at !== undefined; at = at.up) if (at.schema === schema) return true;
  return false;
};

/** Why a part may not be looked into, if it may not. */
export const beyondLimits = (part: Part, walk: Walk): Problem | undefined => {
  walk.steps += 1 + (isBag(part.schema) ? Object.keys(part.schema).length : 0);
  if (part.depth > deepestPart) return problem('schema-too-deep', part.path, { most: deepestPart });
  return walk.steps > mostSteps ? problem('schema-too-large', part.path, { most: mostSteps }) : undefined;
};
