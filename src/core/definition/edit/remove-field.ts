import { fieldOf, noSuchField, unplaced, withoutEntry, withRemoved, withRequired } from '#core/definition/edit/change-part.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { fieldUsers, inUse } from '#core/definition/edit/field-user.ts';
import { stripViews } from '#core/definition/edit/strip-view.ts';
import { ok, pointer, problem, refused } from '#core/problem.ts';

/** Puts a field among the removed, with its data; one that was never published vanishes. Refused while a condition, a reminder or the rights speak of it. */
export const removeField: Command<'remove-field'> = (definition, { key }, { base }) => {
  const field = fieldOf(definition, key);
  if (!field) return noSuchField(key);
  const users = fieldUsers(definition, key);
  if (users.length > 0) return inUse(definition, key, users);
  const properties = withoutEntry(definition.record.properties, key);
  const [instead] = Object.keys(properties);
  if (instead === undefined) return refused(problem('last-field', pointer('record', 'properties', key), { field }));
  const rest = {
    ...definition,
    record: { ...definition.record, properties },
    layout: unplaced(definition.layout, key),
    views: stripViews(definition.views, [key, `${key}_other`], instead),
  };
  const required = definition.record.required ?? [];
  const next = required.includes(key)
    ? withRequired(
        rest,
        required.filter((own) => own !== key),
      )
    : rest;
  const published = base !== undefined && Object.hasOwn(base.record.properties, key);
  return ok(published ? withRemoved(next, { ...next.record['x-removed'], [key]: field }) : next);
};
