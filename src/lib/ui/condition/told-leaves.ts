import { leavesOf, type Condition } from '#core/condition/condition.ts';
import { evaluate, type EvaluationScene, type Facts } from '#core/condition/evaluate.ts';
import type { Value } from '#core/definition/definition.ts';

/** One comparison of a condition on one record: what it read and whether it holds. */
export interface ToldLeaf {
  readonly leaf: ReturnType<typeof leavesOf>[number];
  readonly value: Value;
  readonly holds: boolean;
}

/** Every comparison with its answer, and the answer of the whole. */
export const tellLeaves = (
  condition: Condition,
  facts: Facts,
  scene: EvaluationScene,
): { readonly holds: boolean; readonly leaves: readonly ToldLeaf[] } => ({
  holds: evaluate(condition, facts, scene),
  leaves: leavesOf(condition).map((leaf) => ({
    leaf,
    value: (leaf.field.startsWith('$') ? facts.system?.[leaf.field] : facts.values[leaf.field]) ?? null,
    holds: evaluate(leaf, facts, scene),
  })),
});
