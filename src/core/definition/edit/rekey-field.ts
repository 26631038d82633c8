import type { Definition, View } from '#core/definition/definition.ts';
import { fieldOf, noSuchField } from '#core/definition/edit/change-part.ts';
import { rewriteConditions, rewriteLeaves } from '#core/definition/edit/condition-place.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { takenKeys } from '#core/definition/edit/used-titles.ts';
import { ok, pointer, problem, refused } from '#core/problem.ts';

/** Another key for a field that was never published, wherever it is named. */
export const rekeyField: Command<'rekey-field'> = (definition, { key, to }, { base }) => {
  const field = fieldOf(definition, key);
  if (!field) return noSuchField(key);
  if (key === to) return ok(definition);
  const at = pointer('record', 'properties', key);
  if (takenKeys(base).has(key)) return refused(problem('key-published', at, { field, key }));
  const others = { ...definition, record: { ...definition.record, properties: { ...definition.record.properties } } };
  if (takenKeys(without(others, key), base).has(to)) return refused(problem('field-key-taken', at, { key: to }));
  const named = (own: string): string => (own === key ? to : own === `${key}_other` ? `${to}_other` : own);
  return ok(renamed(definition, named));
};

const without = (definition: Definition, key: string): Definition => ({
  ...definition,
  record: {
    ...definition.record,
    properties: Object.fromEntries(Object.entries(definition.record.properties).filter(([own]) => own !== key)),
  },
});

type Rename = (key: string) => string;

const renamed = (definition: Definition, name: Rename): Definition => {
  const { record, access, views, reminders } = rewriteConditions(definition, (inner) => rewriteLeaves(inner, name));
  const properties = Object.entries(record.properties).map(([own, field]) => [name(own), field]);
  return {
    ...definition,
    record: { ...record, properties: Object.fromEntries(properties), ...(record.required ? { required: record.required.map(name) } : {}) },
    layout: definition.layout.map((section) => ({ ...section, fields: section.fields.map(name) })),
    views: views.map((view) => renamedView(view, name)),
    reminders: reminders.map((reminder) => ({
      ...reminder,
      ...(reminder.who === undefined ? {} : { who: reminder.who.map(name) }),
      ...Object.fromEntries(['date', 'after', 'until'].flatMap((word) => renamedPart(word, reminder[word], name))),
    })),
    access: access.owner === undefined ? access : { ...access, owner: name(access.owner) },
  };
};

/** The day of a reminder, or one of the two events between which its time runs. */
const renamedPart = (word: string, part: unknown, name: Rename): readonly (readonly [string, unknown])[] =>
  typeof part === 'object' && part !== null && 'field' in part && typeof part.field === 'string'
    ? [[word, { ...part, field: name(part.field) }]]
    : [];

const renamedView = (view: View, name: Rename): View => ({
  ...view,
  columns: view.columns.map(name),
  ...(view.sort === undefined ? {} : { sort: view.sort.map((word) => (word.startsWith('-') ? `-${name(word.slice(1))}` : name(word))) }),
  ...(view.group === undefined ? {} : { group: view.group.map(name) }),
});
