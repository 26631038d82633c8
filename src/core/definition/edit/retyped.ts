import type { FieldSchema, FieldTypeName, Option } from '#core/definition/definition.ts';
import type { EditOf, EditScene } from '#core/definition/edit/edit.ts';
import { optionsMade } from '#core/definition/edit/add-options.ts';
import { newTitles } from '#core/definition/edit/used-titles.ts';
import { mostCentDigits } from '#core/field/money.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { fieldTypes } from '#core/field/registry.ts';

const everyType = ['description', 'x-en', 'x-source', 'x-foreign', 'x-show', 'x-require', 'x-lock', 'x-access', 'x-fill'] as const;
const numbers: readonly FieldTypeName[] = ['number', 'money', 'percent'];
const formats: Partial<Record<FieldTypeName, string>> = { date: 'date', datetime: 'date-time' };
const defaultRules: Readonly<Record<string, FieldTypeName>> = { me: 'member', today: 'date', now: 'datetime' };

/** A field as another type has it: common words and conditions, the keywords both types know, its options or new ones. */
export const retyped = (field: FieldSchema, { type, options }: EditOf<'change-type'>, scene: EditScene): FieldSchema => {
  const target = fieldTypes[type];
  const kept = Object.entries(field).filter(([keyword]) => carries(field, keyword, type));
  const format = formats[type];
  return {
    title: field.title,
    type: target.json,
    'x-type': type,
    ...(format === undefined ? {} : { format }),
    ...Object.fromEntries(kept),
    ...ownParts(field, { type, titles: options ?? [] }, scene),
  };
};

const special = new Set(['oneOf', 'items', 'uniqueItems', 'format', 'readOnly', 'x-serial', 'x-option-set', 'default', 'x-default']);

const carries = (field: FieldSchema, keyword: string, type: FieldTypeName): boolean => {
  if (keyword === 'x-fill' && type === 'serial') return false;
  if (everyType.some((common) => common === keyword)) return true;
  const target = fieldTypes[type];
  if (keyword === 'x-default') return Object.keys(field['x-default'] ?? {}).every((rule) => defaultRules[rule] === type);
  if (special.has(keyword) || !target.keywords.includes(keyword)) return false;
  if (keyword === 'x-digits' && type === 'money') return (field['x-digits'] ?? 0) <= mostCentDigits;
  const amounts = keyword === 'minimum' || keyword === 'maximum';
  return !amounts || type !== 'money' || fitsMoney(field[keyword]);
};

const fitsMoney = (bound: unknown): boolean => typeof bound === 'number' && Math.abs(bound) <= 1e12 && Number(bound.toFixed(2)) === bound;

interface Wanted {
  readonly type: FieldTypeName;
  readonly titles: readonly string[];
}

const ownParts = (field: FieldSchema, { type, titles }: Wanted, scene: EditScene): Partial<FieldSchema> => {
  const old = optionsOf(field);
  const options = old.length > 0 ? old : optionsMade(newTitles(titles, []).taken, { taken: new Set(), there: 0 }, scene);
  const set = field['x-option-set'] === undefined ? {} : { 'x-option-set': field['x-option-set'] };
  if (type === 'choice') return { oneOf: options, ...set };
  if (type === 'multi-choice') return { uniqueItems: true, items: { oneOf: options.map(withoutOther) }, ...set };
  if (type === 'serial') return { readOnly: true, 'x-serial': { prefix: '', date: 'YYYYMMDD', digits: 3, restart: 'day' } };
  const carried = numbers.includes(type) && numbers.includes(field['x-type']) ? field.default : undefined;
  return carried === undefined ? {} : { default: carried };
};

const withoutOther = (option: Option): Option => {
  const { 'x-other-option': other, ...rest } = option;
  return other === undefined ? option : rest;
};
