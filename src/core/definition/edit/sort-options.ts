import { changeOptions } from '#core/definition/edit/change-options.ts';
import type { Command } from '#core/definition/edit/edit.ts';

/** The options in the order of these ids; those not named follow as they stood. */
export const sortOptions: Command<'sort-options'> = (definition, { key, by }) =>
  changeOptions(definition, key, (options) => {
    const place = new Map(by.map((id, index) => [id, index]));
    const rank = (id: string): number => place.get(id) ?? by.length;
    return options.toSorted((one, other) => rank(one.const) - rank(other.const));
  });
