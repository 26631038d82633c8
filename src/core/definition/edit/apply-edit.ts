import type { Definition } from '#core/definition/definition.ts';
import type { Edit, Edited, EditScene } from '#core/definition/edit/edit.ts';
import { diffJson, patchJson } from '#core/definition/edit/json-patch.ts';
import { ok, refused, problem, type Result } from '#core/problem.ts';

/** One command of the designer on a document; refused with every reason when its result would not be sound. Undoing gives the same text. */
export const applyEdit = (definition: Definition, edit: Edit, _scene: EditScene): Result<Edited> => {
  const next = edit.kind === 'put' ? patchJson(definition, edit.patch) : undefined;
  if (!isDocument(next)) return refused(problem('edit-unknown'));
  return ok({ definition: next, inverse: { kind: 'put', patch: diffJson(next, definition) ?? { entries: {} } } });
};

const isDocument = (value: unknown): value is Definition => typeof value === 'object' && value !== null;
