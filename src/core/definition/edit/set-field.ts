import { changed, fieldOf, noSuchField, withField } from '#core/definition/edit/change-part.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { fieldUsers, inUse } from '#core/definition/edit/field-user.ts';
import { stripViews } from '#core/definition/edit/strip-view.ts';
import { titleTaken } from '#core/definition/edit/used-titles.ts';
import { problem, ok, pointer, refused } from '#core/problem.ts';

/** Keywords of one field; its type has an edit of its own. */
export const setField: Command<'set-field'> = (definition, { key, set }) => {
  const field = fieldOf(definition, key);
  if (!field) return noSuchField(key);
  const at = pointer('record', 'properties', key);
  if (typeof set.title === 'string' && set.title !== field.title && titleTaken(definition, set.title, key))
    return refused(problem('title-taken', at + pointer('title'), { title: set.title }));
  const next = changed(field, set);
  if (typeof next.title !== 'string' || next['x-type'] !== field['x-type'] || next.type !== field.type)
    return refused(problem('edit-type', at, { field }));
  const closed = field['x-other'] === true && next['x-other'] !== true;
  const users = closed ? fieldUsers(definition, `${key}_other`) : [];
  if (users.length > 0) return inUse(definition, key, users);
  const views = closed ? stripViews(definition.views, [`${key}_other`], key) : definition.views;
  return ok(withField({ ...definition, views }, key, next));
};
