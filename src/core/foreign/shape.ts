import type { MergedSchema } from '#core/foreign/merged-schema.ts';

/** What kind of value a schema speaks of. `rule` judges an object without naming properties; `mixed` admits values of several kinds. */
export type Shape = 'object' | 'array' | 'string' | 'number' | 'boolean' | 'options' | 'rule' | 'any' | 'mixed';

const kinds: Readonly<Record<string, Shape>> = {
  object: 'object',
  array: 'array',
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
};

/** The kind a schema's type names, or the one its other keywords imply. */
export const shapeOf = (merged: MergedSchema): Shape => {
  if (merged.hint !== undefined) return 'string';
  if (merged.values !== undefined && merged.values.some(({ value }) => typeof value !== 'object')) return 'options';
  const named = new Set([...(merged.types ?? [])].flatMap((type) => kinds[type] ?? []));
  const [only, another] = named;
  if (another !== undefined) return 'mixed';
  if (only !== undefined) return only;
  return impliedShape(merged);
};

const impliedShape = ({ properties, items, tuple, limits, format, patterns, requires, step }: MergedSchema): Shape => {
  if (properties.size > 0) return 'object';
  if (requires.size > 0) return 'rule';
  if (items.length > 0 || tuple || limits.minItems !== undefined || limits.maxItems !== undefined) return 'array';
  if (format !== undefined || patterns.length > 0 || limits.minLength !== undefined || limits.maxLength !== undefined) return 'string';
  const { minimum, maximum, above, below } = limits;
  return [minimum, maximum, above, below, step].some((bound) => bound !== undefined) ? 'number' : 'any';
};
