import type { FieldSchema, Value } from '#core/definition/definition.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import { cleanDescription, cleanTitle, titleOfKey } from '#core/foreign/clean-words.ts';
import type { MergedSchema } from '#core/foreign/merged-schema.ts';
import { mergeSchema } from '#core/foreign/merge-schema.ts';
import { mostOptions, readOptions, type ReadOptions } from '#core/foreign/read-options.ts';
import { readValue } from '#core/foreign/read-value.ts';
import { settleAlternations } from '#core/foreign/settle-alternations.ts';
import { shapeOf } from '#core/foreign/shape.ts';
import type { Walk } from '#core/foreign/schema-part.ts';

interface ReadField {
  readonly field: FieldSchema;
  readonly ids?: ReadonlyMap<string, string>;
}

type Worded = Pick<FieldSchema, 'title' | 'description' | 'x-access'>;

/** A field for one value that is no object; undefined where it stays out, which is listed. */
export const readField = (merged: MergedSchema, name: string, walk: Walk): ReadField | undefined => {
  const description = cleanDescription(merged.description);
  const words: Worded = {
    title: cleanTitle(merged.title) ?? titleOfKey(name) ?? 'Field',
    ...(description === undefined ? {} : { description }),
    // Given by another system: here administrators look after it.
    ...(merged.readOnly ? { 'x-access': { update: ['admin'] } } : {}),
  };
  const shape = shapeOf(merged);
  for (const { keyword, path } of merged.strange) if (shape !== 'array') walk.left.push(problem('schema-keyword', path, { keyword }));
  for (const { path } of merged.rules) walk.left.push(problem('schema-rule', path));
  for (const { path } of merged.nots) walk.left.push(problem('schema-keyword', path, { keyword: 'not' }));
  if (merged.types?.size === 0) return stayOut(walk, problem('schema-nothing', merged.path));
  const reading = { merged, words, walk };
  if (merged.values !== undefined) return readChoice(reading);
  return shape === 'array' ? readList(reading) : withDefault(plainField(reading), reading);
};

interface Reading {
  readonly merged: MergedSchema;
  readonly words: Worded;
  readonly walk: Walk;
}

const stayOut = (walk: Walk, ...faults: readonly Problem[]): undefined => void walk.left.push(...faults);

const plainField = ({ merged, words, walk }: Reading): FieldSchema => {
  const { value, left } = readValue(merged, shapeOf(merged));
  walk.left.push(...left);
  return { ...words, ...value };
};

const readChoice = (reading: Reading): ReadField | undefined => {
  const { merged, words, walk } = reading;
  const values = (merged.values ?? []).filter(({ value }) => fitsTypes(value, merged.types));
  if (values.some(({ value }) => typeof value === 'boolean') && values.every(({ value }) => typeof value === 'boolean' || value === null))
    return withDefault({ ...words, type: 'boolean', 'x-type': 'yes-no' }, reading);
  const read = readOptions(values, merged.path + pointer('enum'));
  walk.left.push(...read.left);
  if (read.options.length === 0) return stayOut(walk, problem('schema-no-option', merged.path));
  if (read.options.length > mostOptions) return withDefault(tooMany(reading, read), reading);
  const field: FieldSchema = { ...words, type: 'string', 'x-type': 'choice', oneOf: read.options };
  return withDefault(field, reading, read.ids);
};

const fitsTypes = (value: unknown, types: ReadonlySet<string> | undefined): boolean => {
  if (types === undefined || value === null) return true;
  if (typeof value === 'number') return types.has('number') || (types.has('integer') && Number.isInteger(value));
  return types.has(Array.isArray(value) ? 'array' : typeof value);
};

/** More options than a field may have: it stays as a text, its list stays out. */
const tooMany = ({ merged, words, walk }: Reading, { options }: ReadOptions): FieldSchema => {
  walk.left.push(problem('schema-too-many-options', merged.path + pointer('enum'), { count: options.length, most: mostOptions }));
  return { ...words, type: 'string', 'x-type': 'text' };
};

/** A list of options is a multi-choice; other plain values become lines of one text; objects stay out. */
const readList = (reading: Reading): ReadField | undefined => {
  const { merged, words, walk } = reading;
  if (merged.tuple) return stayOut(walk, problem('schema-tuple', merged.path));
  const items = mergeSchema(merged.items, walk);
  const fault = items.faults[0]?.fault;
  if (fault) return stayOut(walk, { ...fault, path: merged.path });
  settleAlternations(items, walk);
  const shape = shapeOf(items);
  if (shape === 'options') return readChoices(items, reading);
  if (shape === 'object' || shape === 'array' || shape === 'rule')
    return stayOut(walk, problem(shape === 'array' ? 'schema-list-of-lists' : 'schema-list-of-objects', merged.path));
  walk.left.push(problem('schema-lines', merged.path));
  return { field: { ...words, type: 'string', 'x-type': 'long-text' } };
};

const readChoices = (items: MergedSchema, reading: Reading): ReadField | undefined => {
  const { merged, words, walk } = reading;
  const { options, ids, left } = readOptions(items.values ?? [], items.path + pointer('enum'));
  walk.left.push(...left);
  if (options.length === 0) return stayOut(walk, problem('schema-no-option', merged.path));
  if (options.length > mostOptions) {
    walk.left.push(problem('schema-too-many-options', items.path + pointer('enum'), { count: options.length, most: mostOptions }));
    return { field: { ...words, type: 'string', 'x-type': 'long-text' } };
  }
  const { minItems = 0, maxItems } = merged.limits;
  const bounds = {
    ...(minItems > 0 && minItems <= options.length ? { minItems } : {}),
    ...(maxItems !== undefined && maxItems >= Math.max(1, minItems) && maxItems <= mostOptions ? { maxItems } : {}),
  };
  const field: FieldSchema = { ...words, type: 'array', 'x-type': 'multi-choice', uniqueItems: true, items: { oneOf: options }, ...bounds };
  return withDefault(field, reading, ids);
};

/** The default as a value of ours, where it is one; whether it fits is judged with the whole definition. */
const withDefault = (field: FieldSchema, { merged, walk }: Reading, ids?: ReadonlyMap<string, string>): ReadField => {
  const [given] = merged.defaults;
  const made = { field, ...(ids === undefined ? {} : { ids }) };
  if (given === undefined || given === null || given === '' || (Array.isArray(given) && given.length === 0)) return made;
  const value = defaultValue(given, field, ids);
  if (value !== null && value !== undefined) return { ...made, field: { ...field, default: value } };
  walk.left.push(problem('schema-default', merged.path + pointer('default')));
  return made;
};

const defaultValue = (given: unknown, field: FieldSchema, ids: ReadonlyMap<string, string> | undefined): Value | undefined => {
  if (Array.isArray(given) && field.type === 'array') {
    const chosen = given.flatMap((item: unknown) => ids?.get(JSON.stringify(item)) ?? []);
    return chosen.length === given.length ? chosen : undefined;
  }
  if (ids) return ids.get(JSON.stringify(given));
  if (typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean')
    return typeof given === field.type ? given : undefined;
  return undefined;
};
