import { changed, noSuchPart } from '#core/definition/edit/change-part.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { ok } from '#core/problem.ts';

/** Words and columns of a section. */
export const setSection: Command<'set-section'> = (definition, { key, title, columns, english }) => {
  if (!definition.layout.some((section) => section.key === key)) return noSuchPart(key);
  const set = { title, columns, 'x-en': english };
  return ok({ ...definition, layout: definition.layout.map((section) => (section.key === key ? changed(section, set) : section)) });
};
