import { isAll, isAny, isNot, type Condition, type Leaf } from '#core/condition/condition.ts';
import { evaluate, type EvaluationScene, type Facts } from '#core/condition/evaluate.ts';

/** A comparison that decides about a row, and how it comes out. */
export interface Reason {
  readonly leaf: Leaf;
  readonly holds: boolean;
}

/** The comparisons because of which a condition comes out as it does for a row: as long as these stay, nothing else in it changes the answer. */
export const reasonsFor = (condition: Condition, facts: Facts, scene: EvaluationScene): readonly Reason[] => {
  const holds = evaluate(condition, facts, scene);
  if (isNot(condition)) return reasonsFor(condition.not, facts, scene);
  const parts = isAll(condition) ? condition.all : isAny(condition) ? condition.any : undefined;
  if (parts === undefined) return 'field' in condition ? [{ leaf: condition, holds }] : [];
  return parts.filter((part) => evaluate(part, facts, scene) === holds).flatMap((part) => reasonsFor(part, facts, scene));
};
