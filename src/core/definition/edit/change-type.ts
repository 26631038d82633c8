import { checkCondition } from '#core/condition/check-condition.ts';
import type { Definition, FieldSchema, FieldTypeName } from '#core/definition/definition.ts';
import { fieldOf, noSuchField, withField } from '#core/definition/edit/change-part.ts';
import { draftSource } from '#core/definition/edit/draft-source.ts';
import type { Command, EditOf } from '#core/definition/edit/edit.ts';
import { fieldUsers, inUse, type FieldUser } from '#core/definition/edit/field-user.ts';
import { stripViews } from '#core/definition/edit/strip-view.ts';
import { retyped } from '#core/definition/edit/retyped.ts';
import { ok } from '#core/problem.ts';

/** Another type for a field with everything of it that the new type knows. Refused while something speaks of it in a way the new type has not. */
export const changeType: Command<'change-type'> = (definition, edit, scene) => {
  const field = fieldOf(definition, edit.key);
  if (!field) return noSuchField(edit.key);
  if (field['x-type'] === edit.type) return ok(definition);
  const next = withField(definition, edit.key, retyped(field, edit, scene));
  const broken = brokenUsers(definition, next, edit);
  if (broken.length > 0) return inUse(definition, edit.key, broken);
  const { key } = edit;
  return ok(field['x-other'] === true ? { ...next, views: stripViews(next.views, [`${key}_other`], key) } : next);
};

const brokenUsers = (before: Definition, after: Definition, { key, type }: EditOf<'change-type'>): readonly FieldUser[] => {
  const source = draftSource(after);
  const isSound = (user: FieldUser): boolean =>
    user.condition === undefined ? keepsRole(type, fieldOf(before, key)) : checkCondition(user.condition, source).length === 0;
  return [...fieldUsers(before, key).filter((user) => !isSound(user)), ...groupUsers(before, key, type)];
};

/** Reminders name people in member fields and days in date fields; the rights name an owner. */
const keepsRole = (type: FieldTypeName, field: FieldSchema | undefined): boolean => {
  const days: readonly FieldTypeName[] = ['date', 'datetime'];
  return field !== undefined && days.includes(type) && days.includes(field['x-type']);
};

const groupUsers = (definition: Definition, key: string, type: FieldTypeName): readonly FieldUser[] =>
  type === 'multi-choice' || type === 'long-text'
    ? definition.views.flatMap((view, index) =>
        view.group?.includes(key) === true ? [{ path: `/views/${String(index)}/group`, title: view }] : [],
      )
    : [];
