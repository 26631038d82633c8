import { canFail, canHold } from '#core/condition/can-hold.ts';
import { leavesOf, type Condition } from '#core/condition/condition.ts';
import { findField, type FieldSource } from '#core/condition/condition-field.ts';

/** `never`: no row can meet the condition; `always`: every row does. */
export type Sense = 'never' | 'always' | 'sometimes';

/** What is certain of a condition while it is written; nothing is said of one that speaks of no field, or of one that is not there. */
export const senseOf = (condition: Condition, source: FieldSource): Sense => {
  const leaves = leavesOf(condition);
  if (leaves.length === 0 || leaves.some(({ field }) => !findField(source, field))) return 'sometimes';
  if (!canHold(condition, source)) return 'never';
  return canFail(condition, source) ? 'sometimes' : 'always';
};
