import { changed } from '#core/definition/edit/change-part.ts';
import { changeOption } from '#core/definition/edit/change-options.ts';
import type { Command } from '#core/definition/edit/edit.ts';

/** Opens a retired option again. */
export const reopenOption: Command<'reopen-option'> = (definition, { key, option }) =>
  changeOption(definition, { key, option }, (own) => changed(own, { deprecated: null, 'x-replaced-by': null }));
