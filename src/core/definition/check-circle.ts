import { fieldsUsed } from '#core/condition/check-condition.ts';
import type { FieldSchema } from '#core/definition/definition.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';

/**
 * Fields whose visibility depends on itself, through others too, and requirements that read their own field.
 * Two fields that require each other are no circle: that is how one says that at least one of them is filled.
 */
export const checkCircles = (fields: ReadonlyMap<string, FieldSchema>): readonly Problem[] => {
  const reads = new Map([...fields].map(([key, field]) => [key, field['x-show'] ? [...new Set(fieldsUsed(field['x-show']))] : []]));
  const at = (key: string, keyword: string) => pointer('record', 'properties', key, keyword);
  const titles = (keys: readonly string[]) => keys.map((key) => fields.get(key)?.title ?? key);
  return [...fields].flatMap(([key, field]) => {
    const circle = circleOf(key, reads);
    const own = field['x-require'] !== undefined && fieldsUsed(field['x-require']).includes(key);
    return [
      ...(circle ? [problem('condition-circle', at(key, 'x-show'), { field: field.title, fields: titles(circle) })] : []),
      ...(own ? [problem('condition-circle', at(key, 'x-require'), { field: field.title, fields: titles([key]) })] : []),
    ];
  });
};

/** The shortest way from a field back to itself, breadth first. */
const circleOf = (start: string, reads: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined => {
  const from = new Map<string, string>();
  const queue = [start];
  for (const key of queue)
    for (const next of reads.get(key) ?? []) {
      if (next === start) return wayBack(key, start, from);
      if (from.has(next) || !reads.has(next)) continue;
      from.set(next, key);
      queue.push(next);
    }
  return undefined;
};

const wayBack = (last: string, start: string, from: ReadonlyMap<string, string>): readonly string[] => {
  const way: string[] = [];
  for (let key = last; key !== start; key = from.get(key) ?? start) way.unshift(key);
  return [start, ...way];
};
