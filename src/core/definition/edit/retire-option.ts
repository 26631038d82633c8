import { changed } from '#core/definition/edit/change-part.ts';
import { changeOption } from '#core/definition/edit/change-options.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { defaultUsers } from '#core/definition/edit/option-user.ts';
import { refused } from '#core/problem.ts';

/** Closes an option for new use; rows keep it. `replacedBy` names its successor. */
export const retireOption: Command<'retire-option'> = (definition, { key, option, replacedBy }) => {
  const users = defaultUsers(definition, key, option);
  if (users.length > 0) return refused(...users);
  return changeOption(definition, { key, option }, (own) => changed(own, { deprecated: true, 'x-replaced-by': replacedBy ?? null }));
};
