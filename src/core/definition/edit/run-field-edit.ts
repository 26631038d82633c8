import type { Definition } from '#core/definition/definition.ts';
import type { Edit, EditScene } from '#core/definition/edit/edit.ts';
import { addField } from '#core/definition/edit/add-field.ts';
import { changeType } from '#core/definition/edit/change-type.ts';
import { copyField } from '#core/definition/edit/copy-field.ts';
import { moveField } from '#core/definition/edit/move-field.ts';
import { rekeyField } from '#core/definition/edit/rekey-field.ts';
import { removeField } from '#core/definition/edit/remove-field.ts';
import { requireField } from '#core/definition/edit/require-field.ts';
import { restoreField } from '#core/definition/edit/restore-field.ts';
import { setField } from '#core/definition/edit/set-field.ts';
import type { Result } from '#core/problem.ts';

/** Runs a command about fields; undefined for every other. */
export const runFieldEdit = (definition: Definition, edit: Edit, scene: EditScene): Result<Definition> | undefined => {
  switch (edit.kind) {
    case 'add-field':
      return addField(definition, edit, scene);
    case 'copy-field':
      return copyField(definition, edit, scene);
    case 'set-field':
      return setField(definition, edit, scene);
    case 'change-type':
      return changeType(definition, edit, scene);
    case 'require-field':
      return requireField(definition, edit, scene);
    case 'move-field':
      return moveField(definition, edit, scene);
    case 'remove-field':
      return removeField(definition, edit, scene);
    case 'restore-field':
      return restoreField(definition, edit, scene);
    case 'rekey-field':
      return rekeyField(definition, edit, scene);
    default:
      return undefined;
  }
};
