import { fieldsUsed } from '#core/condition/check-condition.ts';
import { fieldConditions } from '#core/definition/field-condition.ts';
import type { FieldSchema } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';

/**
 * Fields whose visibility depends on itself, through others too, and requirements and limits that read their own field.
 * A field all of whose options are limited waits for the fields these limits read, as a hidden one waits for what shows it.
 * Two fields that require each other are no circle: that is how one says that at least one of them is filled. Neither is a lock,
 * which reads the row as it stood: a lock on the own value means that it is written once.
 */
export const checkCircles = (fields: ReadonlyMap<string, FieldSchema>): readonly Problem[] => {
  const reads = new Map([...fields].map(([key, field]) => [key, waitsFor(field)]));
  const titles = (keys: readonly string[]) => keys.map((key) => fields.get(key) ?? { title: key });
  return [...fields].flatMap(([key, field]) => {
    const at = (keyword: string) => pointer('record', 'properties', key) + keyword;
    const own = fieldConditions(field).filter(({ part, path }) => !readsAtLeisure.has(path) && fieldsUsed(part).includes(key));
    const circle = own.length > 0 ? undefined : circleOf(key, reads);
    return [
      ...own.map(({ path }) => problem('condition-circle', at(path), { field, fields: titles([key]) })),
      ...(circle ? [problem('condition-circle', at(placeOf(field, circle[1] ?? key)), { field, fields: titles(circle) })] : []),
    ];
  });
};

const readsAtLeisure: ReadonlySet<string> = new Set([pointer('x-lock')]);

/** The fields that have to be filled in some way before this one can be. */
const waitsFor = (field: FieldSchema): readonly string[] => {
  const open = optionsOf(field).filter((option) => option.deprecated !== true);
  const limits = open.flatMap((option) => (option['x-when'] === undefined ? [] : [option['x-when']]));
  const closed = limits.length > 0 && limits.length === open.length ? limits : [];
  return [...new Set([field['x-show'], ...closed].flatMap((condition) => (condition ? fieldsUsed(condition) : [])))];
};

/** The condition by which a field enters the circle. */
const placeOf = (field: FieldSchema, next: string): string => {
  const entering = fieldConditions(field).filter(
    ({ part, path }) => path !== pointer('x-require') && !readsAtLeisure.has(path) && fieldsUsed(part).includes(next),
  );
  return entering[0]?.path ?? pointer('x-show');
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
