import { inserted } from '#core/definition/edit/change-part.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { partKey } from '#core/definition/edit/part-key.ts';
import { ok } from '#core/problem.ts';

/** An empty section of the form. */
export const addSection: Command<'add-section'> = (definition, { title, at }, scene) => {
  const key = partKey(title, definition.layout, scene);
  return ok({ ...definition, layout: inserted(definition.layout, { key, title, columns: 2, fields: [] }, at) });
};
