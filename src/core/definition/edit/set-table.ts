import { changed } from '#core/definition/edit/change-part.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { ok } from '#core/problem.ts';

/** The words of the table. */
export const setTable: Command<'set-table'> = (definition, { title, description, english }) =>
  ok(changed(definition, { title, description: description === '' ? null : description, 'x-en': english }));
