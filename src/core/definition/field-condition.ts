import type { Condition } from '#core/condition/condition.ts';
import type { FieldSchema } from '#core/definition/definition.ts';
import type { Placed } from '#core/definition/definition-parts.ts';
import { optionsOf, optionsPath } from '#core/field/option-rules.ts';
import { pointer } from '#core/problem.ts';

/** The conditions of one field with their places below it: when it is shown, required, locked, and when its options may be used. */
export const fieldConditions = (field: FieldSchema): readonly Placed<Condition>[] => {
  const own = (['x-show', 'x-require', 'x-lock'] as const).flatMap((keyword) => {
    const part = field[keyword];
    return part === undefined ? [] : [{ part, path: pointer(keyword) }];
  });
  const limits = optionsOf(field).flatMap(({ 'x-when': part }, index) =>
    part === undefined ? [] : [{ part, path: optionsPath(field) + pointer(index, 'x-when') }],
  );
  return [...own, ...limits];
};
