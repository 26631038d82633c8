import { isAll, isAny, isNot, type Asker, type Condition, type Leaf } from '#core/condition/condition.ts';
import { evaluate, type EvaluationScene, type Facts } from '#core/condition/evaluate.ts';
import { spanOf } from '#core/condition/operand.ts';
import { daysBetween, localDay } from '#core/field/calendar.ts';

/** How far past its limit a row is, and the field that says so. */
export interface Beyond {
  readonly days: number;
  readonly field: string;
}

/**
 * Days beyond the limit of a rule such as “before 30 days ago”: 1 on the first day on which it holds. Read from those parts of the rule
 * that hold for the row, the largest first; undefined where the rule holds for another reason than a day that has passed.
 */
export const daysBeyond = (condition: Condition, facts: Facts, scene: EvaluationScene): Beyond | undefined => {
  if (isNot(condition) || !evaluate(condition, facts, scene)) return undefined;
  const parts = isAll(condition) ? condition.all : isAny(condition) ? condition.any : undefined;
  if (parts === undefined) return 'field' in condition ? leafBeyond(condition, facts, scene.asker) : undefined;
  const found = parts.flatMap((part) => daysBeyond(part, facts, scene) ?? []);
  return found.reduce<Beyond | undefined>((most, next) => (most && most.days >= next.days ? most : next), undefined);
};

const leafBeyond = (leaf: Leaf, facts: Facts, asker: Asker): Beyond | undefined => {
  if (leaf.op !== 'before') return undefined;
  const value = leaf.field.startsWith('$') ? facts.system?.[leaf.field] : facts.values[leaf.field];
  if (typeof value !== 'string') return undefined;
  const day = value.length > 10 ? localDay(Date.parse(value), asker.zone) : value;
  const days = daysBetween(day, spanOf(leaf.value, asker).from);
  return days > 0 ? { days, field: leaf.field } : undefined;
};
