import type { FieldSchema, Option, Words } from '#core/definition/definition.ts';
import { foldWord, optionsOf, optionTitles } from '#core/field/option-rules.ts';

/** Options that several fields share. A field holds a copy: what happens to the set reaches it only when somebody applies it again. */
export interface OptionSet {
  readonly key: string;
  readonly title: string;
  readonly 'x-en'?: Words;
  readonly description?: string;
  readonly options: readonly Option[];
}

/**
 * A field with the options of a set. An option the field has already keeps its id, by id or else by title, and its own rules of use;
 * one that the set has not stays retired, or is left out where no row can hold it (`held` says which ids rows may hold; all, if absent).
 */
export const applySet = (field: FieldSchema, set: OptionSet, held?: ReadonlySet<string>): FieldSchema => {
  const before = optionsOf(field);
  const ids = keptIds(before, set.options);
  const idOf = (id: string): string => ids.get(id) ?? id;
  const byId = new Map(before.map((option) => [option.const, option]));
  const taken = set.options.map((option) => copied(option, idOf, byId.get(idOf(option.const))));
  const used = new Set(taken.map((option) => option.const));
  const left = before.filter((option) => !used.has(option.const) && (held === undefined || held.has(option.const)));
  return withOptions(field, [...taken, ...retired(left, taken)], set.key);
};

/** Ids of the set → ids the field has for the same option. No id of the field stands for two. */
const keptIds = (before: readonly Option[], wanted: readonly Option[]): ReadonlyMap<string, string> => {
  const free = new Map(before.map((option) => [option.const, option]));
  const ids = new Map<string, string>();
  for (const { const: id } of wanted) if (free.delete(id)) ids.set(id, id);
  for (const { const: id, title } of wanted) {
    const same = ids.has(id) ? undefined : [...free.values()].find((option) => foldWord(option.title) === foldWord(title));
    if (!same) continue;
    free.delete(same.const);
    ids.set(id, same.const);
  }
  return ids;
};

const copied = (option: Option, idOf: (id: string) => string, own: Option | undefined): Option => ({
  ...(own?.['x-color'] === undefined ? {} : { 'x-color': own['x-color'] }),
  ...(own?.['x-when'] === undefined ? {} : { 'x-when': own['x-when'] }),
  ...(own?.['x-other-option'] === undefined ? {} : { 'x-other-option': own['x-other-option'] }),
  ...option,
  const: idOf(option.const),
  ...(option['x-parent'] === undefined ? {} : { 'x-parent': idOf(option['x-parent']) }),
  ...(option['x-replaced-by'] === undefined ? {} : { 'x-replaced-by': idOf(option['x-replaced-by']) }),
});

/** What the set has not: readable, not for new use; 其他 stays open. A title the set uses at the top gets a number, an English one goes. */
const retired = (left: readonly Option[], taken: readonly Option[]): readonly Option[] => {
  const words = new Set(
    taken
      .filter((option) => option['x-parent'] === undefined)
      .flatMap(optionTitles)
      .map(foldWord),
  );
  const ids = new Set([...taken, ...left].map((option) => option.const));
  return left.map((option) => {
    const { 'x-parent': parent, 'x-en': english, ...rest } = option;
    const above = parent !== undefined && ids.has(parent) ? { 'x-parent': parent } : {};
    const title = words.has(foldWord(option.title)) ? `${option.title} (2)` : option.title;
    const keepsEnglish = english !== undefined && !words.has(foldWord(english.title ?? ''));
    const open = option['x-other-option'] === true;
    return { ...rest, title, ...(keepsEnglish ? { 'x-en': english } : {}), ...above, ...(open ? {} : { deprecated: true }) };
  });
};

/** The default goes where it can no longer be chosen. */
const withOptions = (field: FieldSchema, options: readonly Option[], key: string): FieldSchema => {
  const standing = field.default;
  const rest = without(field, ['default', 'oneOf', 'items']);
  const open = new Set(options.filter((option) => option.deprecated !== true).map((option) => option.const));
  const keeps = standing !== undefined && [standing].flat().every((id) => typeof id === 'string' && open.has(id));
  const place = field['x-type'] === 'multi-choice' ? { items: { oneOf: options } } : { oneOf: options };
  return { ...rest, ...place, ...(keeps ? { default: standing } : {}), 'x-option-set': key };
};

const without = <K extends keyof FieldSchema>(field: FieldSchema, keywords: readonly K[]): Omit<FieldSchema, K> => {
  const rest = { ...field };
  for (const keyword of keywords) Reflect.deleteProperty(rest, keyword);
  return rest;
};

/** Whether applying the set would change the field. */
export const isBehind = (field: FieldSchema, set: OptionSet): boolean =>
  JSON.stringify(optionsOf(applySet(field, set)).map(sorted)) !== JSON.stringify(optionsOf(field).map(sorted));

const sorted = (option: Option): unknown => Object.entries(option).sort(([one], [other]) => (one < other ? -1 : 1));
