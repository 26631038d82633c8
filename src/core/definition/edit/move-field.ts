import type { Definition } from '#core/definition/definition.ts';
import { fieldOf, inserted, noSuchField, noSuchPart, placedIn, unplaced } from '#core/definition/edit/change-part.ts';
import type { Command } from '#core/definition/edit/edit.ts';
import { ok } from '#core/problem.ts';

/** A field at another place of the form; `at` counts without it. */
export const moveField: Command<'move-field'> = (definition, { key, section, at }) => {
  if (!fieldOf(definition, key)) return noSuchField(key);
  if (section === '') return ok(loose({ ...definition, layout: unplaced(definition.layout, key) }, key, at));
  if (!definition.layout.some((known) => known.key === section)) return noSuchPart(section);
  return ok({ ...definition, layout: placedIn(definition.layout, key, { section, at }) });
};

/** Fields in no section follow the order of the record: only they change places there. */
const loose = (definition: Definition, key: string, at: number): Definition => {
  const placed = new Set(definition.layout.flatMap((section) => section.fields));
  const { properties } = definition.record;
  const all = Object.keys(properties);
  const order = inserted(
    all.filter((own) => !placed.has(own) && own !== key),
    key,
    at,
  );
  const next = order.values();
  const entries = all.map((own) => (placed.has(own) ? own : (next.next().value ?? own))).map((own) => [own, properties[own]]);
  return { ...definition, record: { ...definition.record, properties: Object.fromEntries(entries) } };
};
