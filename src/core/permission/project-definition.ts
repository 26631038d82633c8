import { fieldsUsed } from '#core/condition/check-condition.ts';
import type { Condition } from '#core/condition/condition.ts';
import type { Definition, FieldSchema, Option, Reminder, Role, View } from '#core/definition/definition.ts';
import { hiddenKeys, mayEdit } from '#core/permission/field-access.ts';

type Reads = (condition: Condition | undefined) => boolean;

/**
 * The definition as a role may know it: without the fields kept from it and without every rule that reads one; the server judges those
 * rules all the same. Fields it may not change are `readOnly`. The same object where nothing is kept from it.
 * `also`: keys kept from it by another revision.
 */
export const projectDefinition = (definition: Definition, role: Role, also: ReadonlySet<string> = new Set()): Definition => {
  const hidden = new Set([...hiddenKeys(definition, role), ...also]);
  const { record } = definition;
  const isLimited = Object.values(record.properties).some((field) => !mayEdit(field, role));
  if (hidden.size === 0 && !isLimited) return definition;
  const reads: Reads = (condition) => condition !== undefined && fieldsUsed(condition).some((key) => hidden.has(key));
  const seen = (fields: Readonly<Record<string, FieldSchema>>) =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([key, field]) => (hidden.has(key) ? [] : [[key, projectField(field, role, reads)] as const])),
    );
  const unsure = new Set(Object.entries(record.properties).flatMap(([key, field]) => (reads(field['x-show']) ? [key] : [])));
  return {
    ...definition,
    record: {
      ...record,
      properties: seen(record.properties),
      ...(record.required ? { required: record.required.filter((key) => !hidden.has(key) && !unsure.has(key)) } : {}),
      ...(record['x-removed'] ? { 'x-removed': seen(record['x-removed']) } : {}),
    },
    layout: definition.layout
      .map((section) => ({ ...section, fields: section.fields.filter((key) => !hidden.has(key)) }))
      .filter(({ fields }, index) => fields.length > 0 || definition.layout[index]?.fields.length === 0),
    views: definition.views.flatMap((view) => projectView(view, hidden, reads)),
    reminders: definition.reminders.filter((reminder) => !readsHidden(reminder, hidden, reads)),
  };
};

const judgedApart = new Set(['x-access', 'x-show', 'x-require', 'x-lock', 'x-fill', 'oneOf', 'items']);

/** A condition that reads a field one must not know is not told; what it decides is decided by the server. */
const projectField = (field: FieldSchema, role: Role, reads: Reads): FieldSchema => {
  const { 'x-show': show, 'x-require': require, 'x-lock': lock, oneOf, items } = field;
  const kept = Object.entries(field).filter(([keyword]) => !judgedApart.has(keyword));
  return {
    ...Object.fromEntries(kept),
    title: field.title,
    type: field.type,
    'x-type': field['x-type'],
    ...(oneOf ? { oneOf: oneOf.map((option) => projectOption(option, reads)) } : {}),
    ...(items ? { items: { ...items, oneOf: items.oneOf.map((option) => projectOption(option, reads)) } } : {}),
    ...(show && !reads(show) ? { 'x-show': show } : {}),
    ...(require && !reads(require) ? { 'x-require': require } : {}),
    ...(lock && !reads(lock) ? { 'x-lock': lock } : {}),
    ...(mayEdit(field, role) ? {} : { readOnly: true }),
  };
};

const projectOption = (option: Option, reads: Reads): Option => {
  const { 'x-when': when, ...rest } = option;
  return when && !reads(when) ? option : rest;
};

/** A view keeps showing the rows of its filter, which is not told where it reads what one must not know; without a column left there is no view. */
const projectView = (view: View, hidden: ReadonlySet<string>, reads: Reads): readonly View[] => {
  const open = (word: string): boolean => !hidden.has(word.replace(/^-/, ''));
  const columns = view.columns.filter(open);
  if (columns.length === 0) return [];
  const { filter, sort, group, colors, frozen, ...rest } = view;
  const groups = group?.filter(open) ?? [];
  return [
    {
      ...rest,
      columns,
      ...(frozen === undefined ? {} : { frozen: Math.min(frozen, columns.length) }),
      ...(sort ? { sort: sort.filter(open) } : {}),
      ...(filter && !reads(filter) ? { filter } : {}),
      ...(groups.length > 0 ? { group: groups } : {}),
      ...(colors ? { colors: colors.filter(({ when }) => !reads(when)) } : {}),
    },
  ];
};

/** Reminders of other kinds name fields in places of their own. */
const readsHidden = (reminder: Reminder, hidden: ReadonlySet<string>, reads: Reads): boolean =>
  reads(reminder.when) || Object.entries(reminder).some(([keyword, part]) => !wordy.has(keyword) && namesAny(part, hidden));

const wordy = new Set(['key', 'title', 'x-en', 'when']);

const namesAny = (part: unknown, keys: ReadonlySet<string>): boolean => {
  if (typeof part === 'string') return keys.has(part);
  return typeof part === 'object' && part !== null && Object.values(part).some((inner: unknown) => namesAny(inner, keys));
};
