import { addField } from '#core/definition/edit/add-field.ts';
import { changed, fieldOf, noSuchField, withoutEntry } from '#core/definition/edit/change-part.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { ok } from '#core/problem.ts';

/** The same field again under another title, right behind the first; required where that is. */
export const copyField: Command<'copy-field'> = (definition, { key, as }, scene) => {
  const field = fieldOf(definition, key);
  if (!field) return noSuchField(key);
  const section = definition.layout.find((known) => known.fields.includes(key));
  const place = section ? { section: section.key, at: section.fields.indexOf(key) + 1 } : {};
  const added = addField(
    definition,
    { kind: 'add-field', schema: changed(field, { title: as, 'x-en': null, 'x-source': null, 'x-fill': null }), ...place },
    scene,
  );
  if (!added.ok || definition.record.required?.includes(key) !== true) return added;
  const [made = ''] = Object.keys(Object.keys(definition.record.properties).reduce(withoutEntry, added.value.record.properties));
  return ok({ ...added.value, record: { ...added.value.record, required: [...definition.record.required, made] } });
};
