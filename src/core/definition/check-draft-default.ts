import type { FieldSchema, Value } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import { isDay } from '#core/field/calendar.ts';
import { hasDecimals } from '#core/field/number-rules.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { fieldTypes } from '#core/field/registry.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';

/** No type with a static default refers to people or regions. */
const nobody: Lookup = {
  person: () => undefined,
  peopleNamed: () => [],
  regionPath: () => undefined,
  regionCode: () => undefined,
  zone: 'UTC',
  language: 'zh-CN',
};

/** A default is a value the field itself would accept; the validator's part of that is said by hand here. */
export const checkDraftDefault = (field: FieldSchema): readonly Problem[] => {
  const value = field.default;
  if (value === undefined) return [];
  const type = fieldTypes[field['x-type']];
  const fits = fitsKind(value, field) && type.clean(value) !== null && (type.judge?.(value, field, nobody) ?? []).length === 0;
  return fits ? [] : [problem('default-misfit', pointer('default'), { field })];
};

const fitsKind = (value: Value, field: FieldSchema): boolean => {
  if (field.type === 'number') return typeof value === 'number' && fitsNumber(value, field);
  if (field.type === 'boolean') return typeof value === 'boolean';
  const ids = new Set(optionsOf(field).map((option) => option.const));
  if (Array.isArray(value)) return field.type === 'array' && fitsList(value, field, ids);
  if (field.type !== 'string' || typeof value !== 'string') return false;
  if (field['x-type'] === 'choice') return ids.has(value);
  return field['x-type'] === 'date' ? isDay(value) : fitsText(value, field);
};

const fitsNumber = (value: number, field: FieldSchema): boolean =>
  Number.isFinite(value) &&
  value >= (field.minimum ?? -Infinity) &&
  value <= (field.maximum ?? Infinity) &&
  (field['x-digits'] === undefined || hasDecimals(value, field['x-digits']));

const fitsList = (value: readonly unknown[], field: FieldSchema, ids: ReadonlySet<string>): boolean =>
  value.every((id) => typeof id === 'string' && ids.has(id)) &&
  new Set(value).size === value.length &&
  value.length >= (field.minItems ?? 0) &&
  value.length <= (field.maxItems ?? Infinity);

const fitsText = (value: string, field: FieldSchema): boolean => {
  const length = [...value.trim()].length;
  if (length < (field.minLength ?? 0) || length > (field.maxLength ?? Infinity)) return false;
  return field.pattern === undefined || new RegExp(field.pattern, 'u').test(value);
};
