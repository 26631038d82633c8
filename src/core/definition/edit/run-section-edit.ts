import type { Definition } from '#core/definition/definition.ts';
import type { Edit, EditScene } from '#core/definition/edit/edit.ts';
import { addSection } from '#core/definition/edit/add-section.ts';
import { moveSection } from '#core/definition/edit/move-section.ts';
import { removeSection } from '#core/definition/edit/remove-section.ts';
import { setSection } from '#core/definition/edit/set-section.ts';
import type { Result } from '#core/problem.ts';

/** Runs a command about sections; undefined for every other. */
export const runSectionEdit = (definition: Definition, edit: Edit, scene: EditScene): Result<Definition> | undefined => {
  switch (edit.kind) {
    case 'add-section':
      return addSection(definition, edit, scene);
    case 'set-section':
      return setSection(definition, edit, scene);
    case 'move-section':
      return moveSection(definition, edit, scene);
    case 'remove-section':
      return removeSection(definition, edit, scene);
    default:
      return undefined;
  }
};
