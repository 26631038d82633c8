import { moved } from '#core/definition/edit/change-part.ts';
import { changeOptions } from '#core/definition/edit/change-options.ts';
import type { Command } from '#core/definition/edit/edit.ts';

/** An option at another place. */
export const moveOption: Command<'move-option'> = (definition, { key, option, at }) =>
  changeOptions(definition, key, (options) => {
    const from = options.findIndex((own) => own.const === option);
    return from < 0 ? undefined : moved(options, from, at);
  });
