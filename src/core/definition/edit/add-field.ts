import { noSuchPart, placedIn } from '#core/definition/edit/change-part.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { takenKeys, titleTaken } from '#core/definition/edit/used-titles.ts';
import { ok, pointer, problem, refused } from '#core/problem.ts';

/** A new field, at the end of its section where no place is said. Its key is that of no field there ever was. */
export const addField: Command<'add-field'> = (definition, { key, schema, section, at }, { base, makeKey }) => {
  if (titleTaken(definition, schema.title)) return refused(problem('title-taken', '', { title: schema.title }));
  if (section !== undefined && section !== '' && !definition.layout.some((known) => known.key === section)) return noSuchPart(section);
  const taken = takenKeys(definition, base);
  const named = key ?? makeKey(schema.title, taken);
  const removed = { ...base?.record['x-removed'], ...definition.record['x-removed'] };
  const place = pointer('record', 'properties', named);
  if (Object.hasOwn(removed, named)) return refused(problem('removed-key', place, { key: named, field: removed[named] ?? named }));
  if (taken.has(named)) return refused(problem('field-key-taken', place, { key: named }));
  const { record } = definition;
  return ok({
    ...definition,
    record: { ...record, properties: { ...record.properties, [named]: schema } },
    layout: section === undefined || section === '' ? definition.layout : placedIn(definition.layout, named, { section, at }),
  });
};
