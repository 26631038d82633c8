import type { Value } from '#core/definition/definition.ts';
import type { JsonSchema } from '#core/field/contract.ts';
import { isAll, isAny, isNot, type Condition, type Leaf } from '#core/condition/condition.ts';
import type { ConditionField, FieldSource } from '#core/condition/condition-field.ts';
import { listOf } from '#core/condition/operand.ts';

/** What an absent key stands for: at a create the default, in a stored row nothing. */
export type Absent = 'default' | 'unset';

/** What unset looks like to a standard validator. */
export const blank: JsonSchema = { anyOf: [{ type: 'null' }, { type: 'string', pattern: '^\\s*$' }, { type: 'array', maxItems: 0 }] };

/**
 * A condition as standard JSON Schema of the record, for `if`; undefined where a schema cannot say it (clock, person, days,
 * words compared after trimming). An absent key counts as the field's default at a create, as unset in a stored row.
 */
export const conditionToSchema = (condition: Condition, source: FieldSource, absent: Absent): JsonSchema | undefined => {
  const again = (inner: Condition) => conditionToSchema(inner, source, absent);
  if (isAll(condition)) return combine('allOf', condition.all, again);
  if (isAny(condition)) return condition.any.length === 0 ? { not: {} } : combine('anyOf', condition.any, again);
  if (isNot(condition)) {
    const inner = again(condition.not);
    return inner && { not: inner };
  }
  const field = source.field(condition.field);
  const dynamic = absent === 'default' && field?.schema['x-default'] !== undefined;
  const test = field && !dynamic ? leafToSchema(condition, field) : undefined;
  if (!field || !test) return undefined;
  const absentHolds = holdsFor(condition, absent === 'default' ? (field.schema.default ?? null) : null);
  return { properties: { [field.key]: test }, ...(absentHolds ? {} : { required: [field.key] }) };
};

type ToSchema = (condition: Condition) => JsonSchema | undefined;

const combine = (keyword: 'allOf' | 'anyOf', conditions: readonly Condition[], toSchema: ToSchema): JsonSchema | undefined => {
  const parts = conditions.map(toSchema);
  if (parts.some((part) => part === undefined)) return undefined;
  return parts.length === 0 ? {} : { [keyword]: parts };
};

const leafToSchema = (leaf: Leaf, field: ConditionField): JsonSchema | undefined => {
  if (leaf.op === 'empty') return blank;
  if (leaf.op === 'filled') return { not: blank };
  if (leaf.op === 'is-not') {
    const same = leafToSchema({ ...leaf, op: 'is' }, field);
    return same && { not: same };
  }
  const operands = listOf(leaf.value);
  if (field.type.name === 'choice' || field.type.json === 'boolean')
    return leaf.op === 'is' || leaf.op === 'any-of' ? { enum: operands } : undefined;
  if (field.type.json === 'array') return listToSchema(leaf, operands);
  return field.type.json === 'number' && field.type.name !== 'money' ? numberToSchema(leaf, operands) : undefined;
};

const listToSchema = (leaf: Leaf, ids: readonly unknown[]): JsonSchema =>
  leaf.op === 'has-any'
    ? { type: 'array', contains: { enum: ids } }
    : { type: 'array', minItems: 1, allOf: ids.map((id) => ({ contains: { const: id } })) };

const numberToSchema = (leaf: Leaf, [first, second]: readonly unknown[]): JsonSchema | undefined => {
  if (leaf.op === 'is') return { const: first };
  if (leaf.op === 'less') return { type: 'number', exclusiveMaximum: first };
  if (leaf.op === 'more') return { type: 'number', exclusiveMinimum: first };
  return leaf.op === 'between' ? { type: 'number', minimum: first, maximum: second } : undefined;
};

/** Whether the condition holds for the value that an absent key stands for. */
const holdsFor = (leaf: Leaf, value: Value): boolean => {
  const operands = listOf(leaf.value);
  const among = (item: unknown): boolean => operands.includes(item);
  if (leaf.op === 'empty') return value === null || value === '';
  if (leaf.op === 'filled') return value !== null && value !== '';
  if (leaf.op === 'is-not') return value === null || !among(value);
  if (value === null) return false;
  if (leaf.op === 'is' || leaf.op === 'any-of') return among(value);
  if (Array.isArray(value)) return leaf.op === 'has-any' ? value.some(among) : operands.every((id) => value.some((item) => item === id));
  const [first, second] = operands.map(Number);
  const number = Number(value);
  if (leaf.op === 'less') return number < (first ?? NaN);
  if (leaf.op === 'more') return number > (first ?? NaN);
  return leaf.op === 'between' && number >= (first ?? NaN) && number <= (second ?? NaN);
};
