import { takePart } from '#core/convert/split-text.ts';
import type { FieldFill, FieldTypeName } from '#core/definition/definition.ts';
import type { Edit } from '#core/definition/edit/edit.ts';
import { freeTitle, takenKeys } from '#core/definition/edit/used-titles.ts';
import { optionTitlesOf } from './option-titles.ts';
import type { DesignerModel } from '../designer-model.svelte.ts';
import { nameKey } from '../name-key.ts';
import { freeKey, newField } from '../new-field.ts';

/** One new field of a split, as the dialog has it. */
export interface SplitColumn {
  readonly order: FieldFill;
  readonly title: string;
  readonly type: FieldTypeName;
  readonly taken: boolean;
}

/** What an order makes of the samples, for a person to look at: '' where there is no such part. */
export const wordsOf = (order: FieldFill, texts: readonly string[]): readonly string[] => texts.map((text) => takePart(text, order).words);

/** Titles that no field has, one for each column. */
export const freeTitles = (wanted: readonly string[], model: DesignerModel): readonly string[] => {
  const taken = Object.values(model.definition.record.properties).map(({ title }) => title);
  return wanted.reduce<readonly string[]>((titles, title) => [...titles, freeTitle(title, [...taken, ...titles])], []);
};

/** Adds the taken columns behind the field they come from, as one step of undo, for the same eyes; answers their keys. */
export const addColumns = (
  model: DesignerModel,
  of: string,
  { columns, texts }: { readonly columns: readonly SplitColumn[]; readonly texts: readonly string[] },
): readonly string[] => {
  const keys = new Set(takenKeys(model.definition, model.live));
  const { section, at } = model.placeOf(of);
  const access = model.field(of)?.['x-access'];
  const seen = access === undefined ? {} : { 'x-access': access };
  const made: string[] = [];
  const edits = columns
    .filter(({ taken }) => taken)
    .map(({ order, title, type }, index): Edit => {
      const key = freeKey(type, keys);
      keys.add(key);
      made.push(key);
      const schema = { ...newField(type, title.trim(), optionTitlesOf(wordsOf(order, texts), title)), ...seen, 'x-fill': order };
      return { kind: 'add-field', key, schema, section, at: at + 1 + index };
    });
  const run = `split ${of}`;
  if (!model.edit(edits, run)) return [];
  for (const key of made) nameKey({ model }, key, run);
  return made;
};
