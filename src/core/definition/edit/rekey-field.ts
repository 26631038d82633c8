import type { Definition, View } from '#core/definition/definition.ts';
import { fieldOf, noSuchField } from '#core/definition/edit/change-part.ts';
import { rewriteField, rewriteLeaves } from '#core/definition/edit/condition-place.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { takenKeys } from '#core/definition/edit/used-titles.ts';
import { ok, pointer, problem, refused } from '#core/problem.ts';

/** Another key for a field that was never published, wherever it is named. */
export const rekeyField: Command<'rekey-field'> = (definition, { key, to }, { base }) => {
  const field = fieldOf(definition, key);
  if (!field) return noSuchField(key);
  if (key === to) return ok(definition);
  const at = pointer('record', 'properties', key);
  if (takenKeys(base).has(key)) return refused(problem('key-published', at, { field: field.title, key }));
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
  const { record, access } = definition;
  const properties = Object.entries(record.properties).map(([own, field]) => [
    name(own),
    rewriteField(field, (inner) => rewriteLeaves(inner, name)),
  ]);
  return {
    ...definition,
    record: { ...record, properties: Object.fromEntries(properties), ...(record.required ? { required: record.required.map(name) } : {}) },
    layout: definition.layout.map((section) => ({ ...section, fields: section.fields.map(name) })),
    views: definition.views.map((view) => renamedView(view, name)),
    reminders: definition.reminders.map((reminder) => ({
      ...reminder,
      ...(reminder.when === undefined ? {} : { when: rewriteLeaves(reminder.when, name) }),
      ...(reminder.who === undefined ? {} : { who: reminder.who.map(name) }),
      ...renamedDate(reminder['date'], name),
    })),
    access: access.owner === undefined ? access : { ...access, owner: name(access.owner) },
  };
};

const renamedDate = (date: unknown, name: Rename): { readonly date?: unknown } =>
  typeof date === 'object' && date !== null && 'field' in date && typeof date.field === 'string'
    ? { date: { ...date, field: name(date.field) } }
    : {};

const renamedView = (view: View, name: Rename): View => ({
  ...view,
  columns: view.columns.map(name),
  ...(view.sort === undefined ? {} : { sort: view.sort.map((word) => (word.startsWith('-') ? `-${name(word.slice(1))}` : name(word))) }),
  ...(view.filter === undefined ? {} : { filter: rewriteLeaves(view.filter, name) }),
  ...(view.group === undefined ? {} : { group: view.group.map(name) }),
  ...(view.colors === undefined ? {} : { colors: view.colors.map((color) => ({ ...color, when: rewriteLeaves(color.when, name) })) }),
});
