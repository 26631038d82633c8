import type { Option } from '#core/definition/definition.ts';
import type { Edit } from '#core/definition/edit/edit.ts';
import { freeTitle } from '#core/definition/edit/used-titles.ts';
import { optionsOf, optionTitles } from '#core/field/option-rules.ts';
import { fill } from '#messages/fill.ts';
import type { Acting } from '../field-actions.ts';
import { nameOptions } from './name-options.ts';

const listOf = ({ model }: Acting, of: string): readonly Option[] => {
  const schema = model.field(of);
  return schema === undefined ? [] : optionsOf(schema);
};

interface Adding {
  readonly of: string;
  readonly titles: readonly string[];
  readonly at?: number;
}

/** Adds options; an empty title becomes a new word. Answers the ids made. */
export const addOptions = (acting: Acting, { of, titles, at }: Adding, run = ''): readonly string[] => {
  const { model, messages } = acting;
  const before = new Set(listOf(acting, of).map((option) => option.const));
  const taken = listOf(acting, of).flatMap(optionTitles);
  const first = fill(messages.designer.optionNew, { count: before.size + 1 });
  const named = titles.map((title) => (title === '' ? freeTitle(first, taken) : title));
  if (!model.edit({ kind: 'add-options', key: of, titles: named, ...(at === undefined ? {} : { at }) }, run)) return [];
  const made = listOf(acting, of).filter((option) => !before.has(option.const));
  model.said = fill(messages.designer.saidOptions, { count: made.length });
  return made.map((option) => option.const);
};

/** Adds options with names of their own, and ids that say them; false where they are refused, with the reasons in the model. */
export const pasteOptions = (acting: Acting, adding: Adding): boolean => {
  const run = `paste ${adding.of}`;
  acting.model.rest();
  if (addOptions(acting, adding, run).length === 0) return false;
  nameOptions(acting, adding.of, run);
  return true;
};

/** One place up or down. */
export const stepOption = (
  acting: Acting,
  { of, option, by }: { readonly of: string; readonly option: string; readonly by: -1 | 1 },
): void => {
  const { model, messages } = acting;
  const options = listOf(acting, of);
  const at = options.findIndex((known) => known.const === option) + by;
  if (at < 0 || at >= options.length || !model.edit({ kind: 'move-option', key: of, option, at })) return;
  const title = options[at - by]?.title ?? option;
  model.said = fill(messages.designer.saidMoved, { field: title, place: fill(messages.designer.placePlain, { at: at + 1 }) });
};

/** Opens or closes 其他 with a text of its own: the option comes with it, and goes again where it was never published. */
export const setOther = (acting: Acting, of: string, on: boolean): void => {
  const { model, messages } = acting;
  const options = listOf(acting, of);
  const other = options.find((option) => option['x-other-option'] === true);
  if (!on) {
    const clear: readonly Edit[] =
      other === undefined ? [] : [{ kind: 'set-option', key: of, option: other.const, set: { 'x-other-option': null } }];
    model.edit([{ kind: 'set-field', key: of, set: { 'x-other': null } }, ...clear]);
    return;
  }
  const named = options.find((option) => option.title === messages.designer.other);
  const ids = new Set(options.map((option) => option.const));
  const id = named?.const ?? (ids.has('other') ? `other_${ids.size}` : 'other');
  const schema = model.field(of);
  if (schema === undefined) return;
  const next: readonly Option[] = named
    ? options.map((option) => (option === named ? { ...option, 'x-other-option': true } : option))
    : [...options, { const: id, title: messages.designer.other, 'x-color': 'gray', 'x-other-option': true }];
  model.edit({ kind: 'set-field', key: of, set: { oneOf: next, 'x-other': true } });
};
