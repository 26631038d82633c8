import { checkDefinition } from '#core/definition/check-definition.ts';
import type { OptionSet } from '#core/definition/option-set.ts';
import { ok, problem, refused, type Result } from '#core/problem.ts';

/** A set from outside: judged as the options of a field would be, with paths below the set. Conditions have no place in it: no field is near. */
export const checkOptionSet = (input: Readonly<Record<string, unknown>>): Result<OptionSet> => {
  const { key, title, 'x-en': english, description, options } = input;
  const named = typeof title === 'string' && title.trim() !== '' ? title : 'options'; // a bad title is said once
  const field = {
    title: named,
    ...(english === undefined ? {} : { 'x-en': english }),
    ...(description === undefined ? {} : { description }),
  };
  const checked = checkDefinition({
    biaoli: 1,
    key,
    title,
    record: { type: 'object', properties: { options: { ...field, type: 'string', 'x-type': 'choice', oneOf: options } } },
  });
  const faults = checked.ok ? [] : checked.problems.map((fault) => ({ ...fault, path: placeOf(fault.path) }));
  const limits = listOf(options).flatMap((option, at) => (hasWhen(option) ? [problem('set-condition', `/options/${at}/x-when`)] : []));
  const own = faults.filter(({ path }) => !limits.some((limit) => path.startsWith(limit.path)));
  const all = [...new Map([...own, ...limits].map((fault) => [fault.code + fault.path, fault])).values()];
  if (all.length > 0 || !checked.ok) return refused(...all);
  const { key: setKey, record } = checked.value;
  const made = record.properties['options'];
  return ok({
    key: setKey,
    title: checked.value.title,
    ...(made?.['x-en'] === undefined ? {} : { 'x-en': made['x-en'] }),
    ...(made?.description === undefined ? {} : { description: made.description }),
    options: made?.oneOf ?? [],
  });
};

const listOf = (options: unknown): readonly unknown[] => (Array.isArray(options) ? options : []);

const hasWhen = (option: unknown): boolean => typeof option === 'object' && option !== null && 'x-when' in option;

const placeOf = (path: string): string =>
  path.replace('/record/properties/options/oneOf', '/options').replace('/record/properties/options', '');
