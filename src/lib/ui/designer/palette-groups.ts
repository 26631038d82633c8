import { fieldTypeNames, type FieldTypeName } from '#core/definition/definition.ts';

export type PaletteGroup = 'common' | 'business';

const common: readonly FieldTypeName[] = [
  'text',
  'long-text',
  'choice',
  'multi-choice',
  'date',
  'number',
  'money',
  'phone',
  'member',
  'yes-no',
];

/** Types of a group in the order of the palette; a new type stands among the business ones by itself. */
export const paletteTypes = (group: PaletteGroup): readonly FieldTypeName[] =>
  group === 'common' ? common : fieldTypeNames.filter((name) => !common.includes(name));
