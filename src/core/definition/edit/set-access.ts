import { changed } from '#core/definition/edit/change-part.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { ok } from '#core/problem.ts';

/** Whose rows are whose, and who may do what. */
export const setAccess: Command<'set-access'> = (definition, { set }) => ok({ ...definition, access: changed(definition.access, set) });
