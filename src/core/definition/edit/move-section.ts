import { moved, noSuchPart } from '#core/definition/edit/change-part.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { ok } from '#core/problem.ts';

/** A section at another place of the form. */
export const moveSection: Command<'move-section'> = (definition, { key, at }) => {
  const from = definition.layout.findIndex((section) => section.key === key);
  return from < 0 ? noSuchPart(key) : ok({ ...definition, layout: moved(definition.layout, from, at) });
};
