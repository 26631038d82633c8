import type { Condition } from '#core/condition/condition.ts';
import { isAll, isAny, isNot } from '#core/condition/condition.ts';
import { isRelative } from '#core/condition/operand.ts';

/** Where a field's cell of the first data row is, such as `$K2`; undefined when the file has no such column. */
export type CellPlace = (field: string) => string | undefined;

/** What of a condition a spreadsheet formula can say. `whole` is false where parts were left out, so that the formula holds for fewer rows. */
export interface ConditionFormula {
  readonly formula: string;
  readonly whole: boolean;
}

/** Days and emptiness as a formula that the spreadsheet program keeps up to date; undefined where nothing of it can be said. */
export const conditionFormula = (condition: Condition, place: CellPlace): ConditionFormula | undefined => {
  if (isNot(condition)) return undefined;
  if (isAll(condition))
    return joined(
      'AND',
      condition.all.map((inner) => conditionFormula(inner, place)),
      true,
    );
  if (isAny(condition))
    return joined(
      'OR',
      condition.any.map((inner) => conditionFormula(inner, place)),
      false,
    );
  const cell = place(condition.field);
  if (cell === undefined) return undefined;
  const said = (formula: string): ConditionFormula => ({ formula, whole: true });
  if (condition.op === 'empty') return said(`${cell}=""`);
  if (condition.op === 'filled') return said(`${cell}<>""`);
  const day = dayFormula(condition.value);
  if (day === undefined) return undefined;
  if (condition.op === 'before') return said(`AND(${cell}<>"",${cell}<${day})`);
  return condition.op === 'after' ? said(`AND(${cell}<>"",${cell}>${day})`) : undefined;
};

const dayFormula = (operand: unknown): string | undefined => {
  if (isRelative(operand)) {
    if ('today' in operand) return 'TODAY()';
    return 'days' in operand ? `TODAY()${operand.days < 0 ? '' : '+'}${operand.days}` : undefined;
  }
  const match = typeof operand === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(operand) : null;
  return match ? `DATE(${Number(match[1])},${Number(match[2])},${Number(match[3])})` : undefined;
};

const joined = (name: 'AND' | 'OR', parts: readonly (ConditionFormula | undefined)[], needsAll: boolean): ConditionFormula | undefined => {
  const known = parts.filter((part) => part !== undefined);
  const [only] = known;
  if (!only || (needsAll && known.length < parts.length)) return undefined;
  const whole = known.length === parts.length && known.every((part) => part.whole);
  return { formula: known.length === 1 ? only.formula : `${name}(${known.map((part) => part.formula).join(',')})`, whole };
};
