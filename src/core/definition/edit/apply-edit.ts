import { newProblems } from '#core/definition/check-draft.ts';
import type { Definition } from '#core/definition/definition.ts';
import type { Edit, Edited, EditScene } from '#core/definition/edit/edit.ts';
import { diffJson, patchJson } from '#core/definition/edit/json-patch.ts';
import { replaceDocument } from '#core/definition/edit/replace-document.ts';
import { runFieldEdit } from '#core/definition/edit/run-field-edit.ts';
import { runOptionEdit } from '#core/definition/edit/run-option-edit.ts';
import { runPartEdit } from '#core/definition/edit/run-part-edit.ts';
import { runSectionEdit } from '#core/definition/edit/run-section-edit.ts';
import { setAccess } from '#core/definition/edit/set-access.ts';
import { setTable } from '#core/definition/edit/set-table.ts';
import { ok, refused, problem, type Result } from '#core/problem.ts';

/**
 * One command of the designer on a document. Refused with every reason when its result would have a fault that the document has not now;
 * a fault of old may be mended step by step. Undoing gives the same text.
 */
export const applyEdit = (definition: Definition, edit: Edit, scene: EditScene): Result<Edited> => {
  const made = run(definition, edit, scene);
  if (!made.ok) return made;
  const next = made.value;
  const problems = edit.kind === 'put' ? [] : newProblems(definition, next, scene.patterns);
  if (problems.length > 0) return refused(...problems);
  return ok({ definition: next, inverse: { kind: 'put', patch: diffJson(next, definition) ?? { entries: {} } } });
};

const run = (definition: Definition, edit: Edit, scene: EditScene): Result<Definition> => {
  switch (edit.kind) {
    case 'set-table':
      return setTable(definition, edit, scene);
    case 'set-access':
      return setAccess(definition, edit, scene);
    case 'replace-document':
      return replaceDocument(definition, edit, scene);
    case 'batch':
      return runAll(definition, edit.edits, scene);
    case 'put':
      return put(patchJson(definition, edit.patch));
    default:
      return (
        runFieldEdit(definition, edit, scene) ??
        runSectionEdit(definition, edit, scene) ??
        runOptionEdit(definition, edit, scene) ??
        runPartEdit(definition, edit, scene) ??
        refused(problem('edit-unknown'))
      );
  }
};

const runAll = (definition: Definition, edits: readonly Edit[], scene: EditScene): Result<Definition> => {
  let next = definition;
  for (const edit of edits) {
    const made = run(next, edit, scene);
    if (!made.ok) return made;
    next = made.value;
  }
  return ok(next);
};

const put = (value: unknown): Result<Definition> => (isDocument(value) ? ok(value) : refused(problem('edit-document')));

/** A patch made by `applyEdit` leads back to a document that was one. */
const isDocument = (value: unknown): value is Definition => typeof value === 'object' && value !== null && 'record' in value;
