import { isDay } from '#core/field/calendar.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { forbiddenInLongText } from '#core/field/text-rules.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import type { Condition, Leaf } from '#core/condition/condition.ts';
import { findField, type ConditionField, type FieldSource } from '#core/condition/condition-field.ts';
import { isRelative, listOf } from '#core/condition/operand.ts';

export const maxLeaves = 200;
export const maxDepth = 5;

interface Walk {
  readonly source: FieldSource;
  leaves: number;
}

/** Every fault of a condition from outside: shape, size, unknown fields, operators a type does not know, operands that do not fit. */
export const checkCondition = (input: unknown, source: FieldSource, path = ''): readonly Problem[] => {
  const walk: Walk = { source, leaves: 0 };
  const problems = check(input, { path, depth: 1 }, walk);
  return walk.leaves > maxLeaves ? [problem('condition-too-large', path, { most: maxLeaves })] : problems;
};

const isObject = (input: unknown): input is Readonly<Record<string, unknown>> =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

interface Place {
  readonly path: string;
  readonly depth: number;
}

const check = (input: unknown, { path, depth }: Place, walk: Walk): readonly Problem[] => {
  if (walk.leaves > maxLeaves) return [];
  if (!isObject(input)) return [problem('condition-shape', path)];
  const [key = ''] = Object.keys(input);
  const compound = Object.keys(input).length === 1 && ['all', 'any', 'not'].includes(key);
  if (!compound) return checkLeaf(input, path, walk);
  if (depth >= maxDepth + 1) return [problem('condition-too-deep', path, { most: maxDepth })];
  const inner = input[key];
  if (key === 'not') return check(inner, { path: path + pointer('not'), depth: depth + 1 }, walk);
  if (!Array.isArray(inner)) return [problem('condition-shape', path + pointer(key))];
  return inner.flatMap((item: unknown, index) => check(item, { path: path + pointer(key, index), depth: depth + 1 }, walk));
};

const checkLeaf = (input: Readonly<Record<string, unknown>>, path: string, walk: Walk): readonly Problem[] => {
  walk.leaves += 1;
  const { field: key, op, value, ...rest } = input;
  if (typeof key !== 'string' || typeof op !== 'string' || Object.keys(rest).length > 0) return [problem('condition-shape', path)];
  const field = findField(walk.source, key);
  if (!field) return [problem('condition-field', path + pointer('field'), { field: key })];
  const known = field.type.operators.find((operator) => operator === op);
  if (known === undefined) return [problem('condition-operator', path + pointer('op'), { field: field.schema, op })];
  return fits({ field: key, op: known }, field, value)
    ? []
    : [problem('condition-value', path + pointer('value'), { field: field.schema, op })];
};

const fits = (leaf: Leaf, field: ConditionField, value: unknown): boolean => {
  if (['empty', 'filled', 'me', 'my-team'].includes(leaf.op)) return value === undefined;
  if (['any-of', 'has-any', 'has-all'].includes(leaf.op))
    return Array.isArray(value) && value.length > 0 && value.length <= 500 && value.every((item) => fitsOne(field, item));
  if (leaf.op === 'between') return Array.isArray(value) && value.length === 2 && value.every((item) => fitsOne(field, item));
  return fitsOne(field, value);
};

const fitsOne = (field: ConditionField, value: unknown): boolean => {
  const name = field.type.name;
  if (name === 'date' || name === 'datetime')
    return isRelative(value) ? fitsRelative(value) : typeof value === 'string' && fitsMoment(value, name);
  if (field.type.json === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (field.type.json === 'boolean') return typeof value === 'boolean';
  if (typeof value !== 'string') return false;
  return name === 'choice' || name === 'multi-choice'
    ? optionsOf(field.schema).some((option) => option.const === value)
    : value !== '' && value.length <= 1000 && !unstorable.test(value);
};

/** No row holds these, and a lone surrogate would become another character in SQL. */
const unstorable = new RegExp(forbiddenInLongText, 'u');

const fitsMoment = (value: string, name: string): boolean =>
  isDay(value) || (name === 'datetime' && value.length > 10 && !Number.isNaN(Date.parse(value)));

const fitsRelative = (value: object): boolean => {
  const [[key, inner] = ['', undefined], another] = Object.entries(value);
  if (another !== undefined) return false;
  if (key === 'days') return typeof inner === 'number' && Number.isInteger(inner) && Math.abs(inner) <= 36_500;
  if (key === 'today') return inner === true;
  return key === 'this' && typeof inner === 'string' && ['week', 'month', 'quarter', 'year'].includes(inner);
};

/** Keys of the fields a condition reads. */
export const fieldsUsed = (condition: Condition): readonly string[] => {
  if ('all' in condition) return condition.all.flatMap(fieldsUsed);
  if ('any' in condition) return condition.any.flatMap(fieldsUsed);
  return 'not' in condition ? fieldsUsed(condition.not) : [condition.field];
};

/** Operands of a leaf as a list, for sentences. */
export const operandsOf = (leaf: Leaf): readonly unknown[] => listOf(leaf.value);
