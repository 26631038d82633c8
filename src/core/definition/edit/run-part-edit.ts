import type { Definition } from '#core/definition/definition.ts';
import type { Edit, EditScene } from '#core/definition/edit/edit.ts';
import { addReminder, moveReminder, removeReminder, setReminder } from '#core/definition/edit/reminder-edits.ts';
import { addView, moveView, removeView, setView } from '#core/definition/edit/view-edits.ts';
import type { Result } from '#core/problem.ts';

/** Runs a command about views and reminders; undefined for every other. */
export const runPartEdit = (definition: Definition, edit: Edit, scene: EditScene): Result<Definition> | undefined => {
  switch (edit.kind) {
    case 'add-view':
      return addView(definition, edit, scene);
    case 'set-view':
      return setView(definition, edit, scene);
    case 'move-view':
      return moveView(definition, edit, scene);
    case 'remove-view':
      return removeView(definition, edit, scene);
    case 'add-reminder':
      return addReminder(definition, edit, scene);
    case 'set-reminder':
      return setReminder(definition, edit, scene);
    case 'move-reminder':
      return moveReminder(definition, edit, scene);
    case 'remove-reminder':
      return removeReminder(definition, edit, scene);
    default:
      return undefined;
  }
};
