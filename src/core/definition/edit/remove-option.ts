import { changeOptions } from '#core/definition/edit/change-options.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { optionUsers } from '#core/definition/edit/option-user.ts';
import { refused } from '#core/problem.ts';

/** Takes an option away for good. Publishing refuses it where rows hold the option; then it is retired instead. */
export const removeOption: Command<'remove-option'> = (definition, { key, option }) => {
  const users = optionUsers(definition, key, option);
  if (users.length > 0) return refused(...users);
  return changeOptions(definition, key, (options) =>
    options.some((own) => own.const === option) ? options.filter((own) => own.const !== option) : undefined,
  );
};
