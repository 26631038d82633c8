import type { Definition } from '#core/definition/definition.ts';
import type { Edit, EditScene } from '#core/definition/edit/edit.ts';
import { addOptions } from '#core/definition/edit/add-options.ts';
import { followOption } from '#core/definition/edit/follow-option.ts';
import { moveOption } from '#core/definition/edit/move-option.ts';
import { rekeyOptions } from '#core/definition/edit/rekey-options.ts';
import { removeOption } from '#core/definition/edit/remove-option.ts';
import { reopenOption } from '#core/definition/edit/reopen-option.ts';
import { retireOption } from '#core/definition/edit/retire-option.ts';
import { setOption } from '#core/definition/edit/set-option.ts';
import { sortOptions } from '#core/definition/edit/sort-options.ts';
import type { Result } from '#core/problem.ts';

/** Runs a command about options; undefined for every other. */
export const runOptionEdit = (definition: Definition, edit: Edit, scene: EditScene): Result<Definition> | undefined => {
  switch (edit.kind) {
    case 'add-options':
      return addOptions(definition, edit, scene);
    case 'set-option':
      return setOption(definition, edit, scene);
    case 'move-option':
      return moveOption(definition, edit, scene);
    case 'sort-options':
      return sortOptions(definition, edit, scene);
    case 'remove-option':
      return removeOption(definition, edit, scene);
    case 'retire-option':
      return retireOption(definition, edit, scene);
    case 'reopen-option':
      return reopenOption(definition, edit, scene);
    case 'follow-option':
      return followOption(definition, edit, scene);
    case 'rekey-options':
      return rekeyOptions(definition, edit, scene);
    default:
      return undefined;
  }
};
