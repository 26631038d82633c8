import { changeOptions } from '#core/definition/edit/change-options.ts';
import { fieldOf, noSuchField } from '#core/definition/edit/change-part.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { renameOptions } from '#core/definition/edit/rename-options.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { pointer, problem, refused } from '#core/problem.ts';

/** Everything that names one of some options names another one from now on; options they replace are replaced by it too. The options themselves stay. */
export const followOption: Command<'follow-option'> = (definition, { key, from, to }) => {
  const field = fieldOf(definition, key);
  if (!field) return noSuchField(key);
  const known = new Set(optionsOf(field).map((option) => option.const));
  const missing = [...from, to].filter((id) => !known.has(id));
  const at = pointer('record', 'properties', key);
  if (missing.length > 0) return refused(...missing.map((option) => problem('no-such-option', at, { field, option })));
  const followed = renameOptions(definition, key, (id) => (from.includes(id) ? to : id));
  return changeOptions(followed, key, (options) =>
    options.map((option) => {
      const heir = option['x-replaced-by'];
      return heir !== undefined && from.includes(heir) && option.const !== to ? { ...option, 'x-replaced-by': to } : option;
    }),
  );
};
