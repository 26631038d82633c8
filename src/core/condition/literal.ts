import type { Asker, Leaf } from '#core/condition/condition.ts';
import type { ConditionField, FieldSource } from '#core/condition/condition-field.ts';
import { evaluate } from '#core/condition/evaluate.ts';
import type { Value } from '#core/definition/definition.ts';

/** A comparison together with the answer that is wanted of it. */
export interface Literal {
  readonly leaf: Leaf;
  readonly wanted: boolean;
}

/** One field and everything that is wanted of it at once. */
export interface Demand {
  readonly field: ConditionField;
  readonly source: FieldSource;
  readonly literals: readonly Literal[];
}

/** Some day in the middle of a week, month and quarter: what is asked of days here does not depend on which. */
export const anyAsker: Asker = { today: '2024-05-15', zone: 'Asia/Shanghai', me: '\u0000me', team: [] };

/** Whether a value answers every demand, by the evaluator itself. */
export const answers = (value: Value, { field, source, literals }: Demand, asker: Asker = anyAsker): boolean => {
  const facts = { values: { [field.key]: value }, system: { [field.key]: value } };
  return literals.every(({ leaf, wanted }) => evaluate(leaf, facts, { asker, source }) === wanted);
};

/** Demands that no set value answers. */
export const wantsUnset = ({ literals }: Demand): boolean =>
  literals.some(({ leaf, wanted }) => (leaf.op === 'empty' && wanted) || (leaf.op === 'filled' && !wanted));
