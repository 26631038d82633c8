import type { FieldSchema, FieldTypeName, Option, OptionColor } from '#core/definition/definition.ts';
import { fieldTypes } from '#core/field/registry.ts';

/** Colours in the order new options take them: the loud ones last. */
const colors = [
  'sky',
  'green',
  'violet',
  'orange',
  'pink',
  'teal',
  'amber',
  'blue',
  'olive',
  'brown',
  'red',
  'gray',
] as const satisfies readonly OptionColor[];

export const colorAt = (place: number): OptionColor => colors[place % colors.length] ?? 'gray';

const firstOptions = (words: readonly string[]): readonly Option[] =>
  words.map((title, at) => ({ const: `option_${at + 1}`, title, 'x-color': colorAt(at) }));

const special = (type: FieldTypeName, options: readonly string[]): Partial<FieldSchema> => {
  switch (type) {
    case 'date':
      return { format: 'date' };
    case 'datetime':
      return { format: 'date-time' };
    case 'choice':
      return { oneOf: firstOptions(options) };
    case 'multi-choice':
      return { uniqueItems: true, items: { oneOf: firstOptions(options) } };
    case 'serial':
      return { readOnly: true, 'x-serial': { prefix: 'N', date: 'YYYYMMDD', digits: 3, restart: 'day' } };
    default:
      return {};
  }
};

/** A field as it comes out of the palette; `options` are the words of its first options. */
export const newField = (type: FieldTypeName, title: string, options: readonly string[]): FieldSchema => ({
  title,
  type: fieldTypes[type].json,
  'x-type': type,
  ...special(type, options),
});

/** A key that no field has or had, from the type: `text`, `multi_choice_2`. */
export const freeKey = (type: string, taken: ReadonlySet<string>): string => {
  const start = type.replaceAll('-', '_');
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? '' : `_${count}`;
    const key = `${start.slice(0, longestKey - suffix.length)}${suffix}`;
    if (!taken.has(key)) return key;
  }
};

const longestKey = 60;
