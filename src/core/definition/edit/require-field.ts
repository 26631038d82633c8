import { fieldOf, noSuchField, withRequired } from '#core/definition/edit/change-part.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { ok } from '#core/problem.ts';

/** Whether a field must be filled in every new record. */
export const requireField: Command<'require-field'> = (definition, { key, required }) => {
  if (!fieldOf(definition, key)) return noSuchField(key);
  const now = definition.record.required ?? [];
  if (now.includes(key) === required) return ok(definition);
  return ok(withRequired(definition, required ? [...now, key] : now.filter((own) => own !== key)));
};
