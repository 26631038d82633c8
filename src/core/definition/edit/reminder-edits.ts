import type { Definition, Reminder } from '#core/definition/definition.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { addPart, movePart, removePart, setPart } from '#core/definition/edit/keyed-list.ts';
import { partKey } from '#core/definition/edit/part-key.ts';
import { ok, type Result } from '#core/problem.ts';

const withReminders = (definition: Definition, reminders: Result<readonly Reminder[]>): Result<Definition> =>
  reminders.ok ? ok({ ...definition, reminders: reminders.value }) : reminders;

/** A reminder rule of the table. */
export const addReminder: Command<'add-reminder'> = (definition, { reminder, at }, scene) => {
  const key = reminder.key === '' ? partKey(reminder.title, definition.reminders, scene) : reminder.key;
  return withReminders(definition, addPart(definition.reminders, { ...reminder, key }, at));
};
export const setReminder: Command<'set-reminder'> = (definition, { key, set }) =>
  withReminders(definition, setPart(definition.reminders, key, set));
export const moveReminder: Command<'move-reminder'> = (definition, { key, at }) =>
  withReminders(definition, movePart(definition.reminders, key, at));
export const removeReminder: Command<'remove-reminder'> = (definition, { key }) =>
  withReminders(definition, removePart(definition.reminders, key));
