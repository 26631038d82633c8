import type { Value, Values } from '#core/definition/definition.ts';
import type { DaySpan } from '#core/field/calendar.ts';
import { isAll, isAny, isNot, type Asker, type Condition, type Leaf } from '#core/condition/condition.ts';
import { findField, type ConditionField, type FieldSource } from '#core/condition/condition-field.ts';
import { boundsOf, comparableNumber, comparableText, foldAscii, listOf } from '#core/condition/operand.ts';

/** A row as a condition reads it: cleaned values by field key, and `$created $updated $by $revision`. */
export interface Facts {
  readonly values: Values;
  readonly system?: Readonly<Record<string, Value>>;
}

/** Who asks and when, and where the fields are found. */
export interface EvaluationScene {
  readonly asker: Asker;
  readonly source: FieldSource;
}

/** Whether a condition holds. The same answer as `conditionToSql` selects (property-tested). A leaf on an unknown field is false. */
export const evaluate = (condition: Condition, facts: Facts, scene: EvaluationScene): boolean => {
  const again = (inner: Condition): boolean => evaluate(inner, facts, scene);
  const { asker, source } = scene;
  if (isAll(condition)) return condition.all.every(again);
  if (isAny(condition)) return condition.any.some(again);
  if (isNot(condition)) return !again(condition.not);
  const field = findField(source, condition.field);
  if (!field) return false;
  const value = factOf(condition.field, facts);
  if (condition.op === 'empty') return value === null;
  if (condition.op === 'filled') return value !== null;
  if (condition.op === 'is-not') return value === null || !holds({ ...condition, op: 'is' }, { field, value }, asker);
  return value !== null && holds(condition, { field, value }, asker);
};

const factOf = (key: string, facts: Facts): Value => {
  const from = key.startsWith('$') ? (facts.system ?? {}) : facts.values;
  return Object.hasOwn(from, key) ? (from[key] ?? null) : null;
};

interface Held {
  readonly field: ConditionField;
  readonly value: Value;
}

const holds = (leaf: Leaf, { field, value }: Held, asker: Asker): boolean => {
  if (leaf.op === 'me') return value === asker.me;
  if (leaf.op === 'my-team') return typeof value === 'string' && asker.team.includes(value);
  if (Array.isArray(value)) return holdsList(leaf, value);
  if (typeof value === 'number') return holdsNumber(leaf, field, value);
  if (typeof value === 'boolean') return leaf.op === 'is' && value === leaf.value;
  if (typeof value !== 'string') return false;
  if (field.type.name === 'date' || field.type.name === 'datetime')
    return holdsDay(leaf, value, (operand) => boundsOf(field, operand, asker));
  return holdsText(leaf, field, value);
};

const holdsList = (leaf: Leaf, value: readonly string[]): boolean => {
  const wanted = listOf(leaf.value);
  if (leaf.op === 'has-any') return wanted.some((id) => value.some((item) => item === id));
  return leaf.op === 'has-all' && wanted.every((id) => value.some((item) => item === id));
};

const holdsNumber = (leaf: Leaf, field: ConditionField, value: number): boolean => {
  const own = comparableNumber(field, value);
  const [first = NaN, second = NaN] = listOf(leaf.value).map((operand) => comparableNumber(field, Number(operand)));
  if (leaf.op === 'is') return own === first;
  if (leaf.op === 'less') return own < first;
  if (leaf.op === 'more') return own > first;
  return leaf.op === 'between' && own >= first && own <= second;
};

/** Whether a stored day or moment lies where the leaf wants it; `bounds` answers the span of an operand. */
const holdsDay = (leaf: Leaf, value: string, bounds: (operand: unknown) => DaySpan): boolean => {
  const [one, other] = listOf(leaf.value);
  const first = bounds(one);
  if (leaf.op === 'is') return value >= first.from && value < first.to;
  if (leaf.op === 'before') return value < first.from;
  if (leaf.op === 'after') return value >= first.to;
  return leaf.op === 'between' && value >= first.from && value < bounds(other).to;
};

const holdsText = (leaf: Leaf, field: ConditionField, value: string): boolean => {
  const own = comparableText(field, value);
  const wanted = listOf(leaf.value).map((operand) => comparableText(field, String(operand)));
  if (leaf.op === 'is' || leaf.op === 'any-of') return wanted.includes(own);
  const [part = ''] = wanted.map(foldAscii);
  if (part === '') return false;
  if (leaf.op === 'contains') return foldAscii(own).includes(part);
  return leaf.op === 'starts' && foldAscii(own).startsWith(part);
};
