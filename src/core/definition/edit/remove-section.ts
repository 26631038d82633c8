import { noSuchPart } from '#core/definition/edit/change-part.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { ok } from '#core/problem.ts';

/** Takes a section away; its fields go to the one before it, those of the first to the next, those of the only one to none. */
export const removeSection: Command<'remove-section'> = (definition, { key }) => {
  const from = definition.layout.findIndex((section) => section.key === key);
  const gone = definition.layout[from];
  if (!gone) return noSuchPart(key);
  const heir = definition.layout[from === 0 ? 1 : from - 1];
  const fields = (own: readonly string[]): readonly string[] => (from === 0 ? [...gone.fields, ...own] : [...own, ...gone.fields]);
  const layout = definition.layout
    .filter((section) => section.key !== key)
    .map((section) => (section === heir && gone.fields.length > 0 ? { ...section, fields: fields(section.fields) } : section));
  return ok({ ...definition, layout });
};
