import { optionsOf } from '#core/field/option-rules.ts';
import type { Titled } from '#core/naming.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import { canFail, canHold } from '#core/condition/can-hold.ts';
import { checkCondition, fieldsUsed } from '#core/condition/check-condition.ts';
import { isAll, isAny, isLeaf, isNot, type Condition, type Leaf } from '#core/condition/condition.ts';
import { findField, type FieldSource } from '#core/condition/condition-field.ts';
import { listOf } from '#core/condition/operand.ts';

/**
 * What is odd about a sound condition, as warnings with the place of each: it can never hold, it always holds, a part of it does,
 * it compares with a retired option. Nothing is said of a condition that `checkCondition` refuses. What it says is certain.
 */
export const examineCondition = (condition: Condition, source: FieldSource, path = ''): readonly Problem[] => {
  if (checkCondition(condition, source).length > 0) return [];
  const whole = wholeFinding(condition, { source, path });
  return [...(whole ? [whole] : parts(condition, { source, path })), ...retired(condition, { source, path })];
};

interface Place {
  readonly source: FieldSource;
  readonly path: string;
}

const titles = (condition: Condition, source: FieldSource): readonly Titled[] =>
  [...new Set(fieldsUsed(condition))].map((key) => findField(source, key)?.schema ?? { title: key });

const wholeFinding = (condition: Condition, { source, path }: Place): Problem | undefined => {
  if (!canHold(condition, source)) return problem('condition-never', path, { fields: titles(condition, source) });
  return canFail(condition, source) ? undefined : problem('condition-always', path, { fields: titles(condition, source) });
};

/** Parts of a telling condition that tell nothing; the outermost of each. */
const parts = (condition: Condition, place: Place): readonly Problem[] =>
  innerOf(condition).flatMap(({ part, steps }) => {
    const inner = { source: place.source, path: place.path + pointer(...steps) };
    const fields = titles(part, place.source);
    if (!canHold(part, place.source)) return [problem('condition-part-never', inner.path, { fields })];
    return canFail(part, place.source) ? parts(part, inner) : [problem('condition-part-always', inner.path, { fields })];
  });

interface Inner {
  readonly part: Condition;
  readonly steps: readonly (string | number)[];
}

const innerOf = (condition: Condition): readonly Inner[] => {
  if (isAll(condition)) return condition.all.map((part, at) => ({ part, steps: ['all', at] }));
  if (isAny(condition)) return condition.any.map((part, at) => ({ part, steps: ['any', at] }));
  return isNot(condition) ? [{ part: condition.not, steps: ['not'] }] : [];
};

const retired = (condition: Condition, place: Place): readonly Problem[] =>
  isLeaf(condition)
    ? retiredIn(condition, place)
    : innerOf(condition).flatMap(({ part, steps }) => retired(part, { ...place, path: place.path + pointer(...steps) }));

const retiredIn = (leaf: Leaf, { source, path }: Place): readonly Problem[] => {
  const field = findField(source, leaf.field);
  if (!field) return [];
  const used = listOf(leaf.value);
  return optionsOf(field.schema)
    .filter((option) => option.deprecated === true && used.includes(option.const))
    .map((option) => problem('condition-retired', path, { field: field.schema, option }));
};
