import { optionColors, type Option } from '#core/definition/definition.ts';
import { changeOptions } from '#core/definition/edit/change-options.ts';
import type { Command, EditScene } from '#core/definition/edit/edit.ts';
import { newTitles, takenOptions } from '#core/definition/edit/used-titles.ts';
import { optionTitles } from '#core/field/option-rules.ts';

/** Red means overdue in lists, grey a retired option: neither is given by itself. */
const palette = optionColors.filter((color) => color !== 'red' && color !== 'gray');

/** Options for titles, with ids of their own and the next colours; beyond the palette they stay plain. */
export const optionsMade = (
  titles: readonly string[],
  { taken, there }: { readonly taken: ReadonlySet<string>; readonly there: number },
  { makeKey }: EditScene,
): readonly Option[] => {
  const used = new Set(taken);
  const coloured = there + titles.length <= palette.length;
  return titles.map((title, index) => {
    const id = makeKey(title, used);
    used.add(id);
    const color = coloured ? palette[there + index] : undefined;
    return { const: id, title, ...(color === undefined ? {} : { 'x-color': color }) };
  });
};

/** Pasted lines as options; doubles and those already there are skipped. New ones come before 其他 unless a place is said. */
export const addOptions: Command<'add-options'> = (definition, { key, titles, at }, scene) =>
  changeOptions(definition, key, (options) => {
    const fresh = newTitles(titles, options.flatMap(optionTitles)).taken;
    const made = optionsMade(fresh, { taken: takenOptions(key, definition, scene.base), there: options.length }, scene);
    const other = options.findIndex((option) => option['x-other-option'] === true);
    const place = at ?? (other < 0 ? options.length : other);
    return options.toSpliced(Math.min(place, options.length), 0, ...made);
  });
