import type { Definition, Option } from '#core/definition/definition.ts';
import { fieldOf, noSuchField, withField } from '#core/definition/edit/change-part.ts';
import { withOptions } from '#core/definition/edit/change-options.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { renameOptions, type Rename } from '#core/definition/edit/rename-options.ts';
import { takenOptions } from '#core/definition/edit/used-titles.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { ok, pointer, problem, refused } from '#core/problem.ts';

/** Other ids for options that were never published, wherever they are named. */
export const rekeyOptions: Command<'rekey-options'> = (definition, { key, ids }, { base }) => {
  const field = fieldOf(definition, key);
  if (!field) return noSuchField(key);
  const at = pointer('record', 'properties', key);
  const published = takenOptions(key, base);
  const stand = optionsOf(field).filter((option) => Object.hasOwn(ids, option.const));
  const known = new Set(stand.map((option) => option.const));
  const faults = [
    ...Object.keys(ids).flatMap((id) => (known.has(id) ? [] : [problem('no-such-option', at, { field, option: id })])),
    ...stand.flatMap(({ const: id, title }) => (published.has(id) ? [problem('key-published', at, { field: title, key: id })] : [])),
    ...Object.values(ids).flatMap((id) => (published.has(id) ? [problem('option-twice', at, { field, option: id })] : [])),
  ];
  if (faults.length > 0) return refused(...faults);
  const named = (id: string): string => (Object.hasOwn(ids, id) ? (ids[id] ?? id) : id);
  return ok(renamed(definition, key, named));
};

const renamed = (definition: Definition, key: string, name: Rename): Definition => {
  const made = renameOptions(definition, key, name);
  const field = fieldOf(made, key);
  if (!field) return made;
  const options = optionsOf(field).map((option) => renamedOption(option, name));
  return withField(made, key, withOptions(field, options));
};

const renamedOption = (option: Option, name: Rename): Option => ({
  ...option,
  const: name(option.const),
  ...(option['x-replaced-by'] === undefined ? {} : { 'x-replaced-by': name(option['x-replaced-by']) }),
  ...(option['x-parent'] === undefined ? {} : { 'x-parent': name(option['x-parent']) }),
});
