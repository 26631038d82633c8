import type { Definition, FieldTypeName } from '#core/definition/definition.ts';
import { changed } from '#core/definition/edit/change-part.ts';
import { freeTitle, takenKeys } from '#core/definition/edit/used-titles.ts';
import { fill } from '#messages/fill.ts';
import { nameIn } from '#messages/name-in.ts';
import type { Messages } from '#messages/messages.ts';
import type { DesignerModel, FieldPlace } from './designer-model.svelte.ts';
import { freeKey, newField } from './new-field.ts';

/** What the actions of the page work on. */
export interface Acting {
  readonly model: DesignerModel;
  readonly messages: Messages;
}

const titles = ({ record }: Definition): readonly string[] => Object.values(record.properties).map(({ title }) => title);

/** Where something new goes: after what is selected, else at the end. */
export const placeAfterSelection = (model: DesignerModel): FieldPlace => {
  const { selection } = model;
  if (selection.kind === 'field') {
    const { section, at } = model.placeOf(selection.key);
    return { section, at: at + 1 };
  }
  if (selection.kind === 'section') return { section: selection.key, at: lengthOf(model, selection.key) };
  const last = model.definition.layout.at(-1)?.key ?? '';
  return { section: last, at: lengthOf(model, last) };
};

const lengthOf = (model: DesignerModel, section: string): number => model.sections.find(({ key }) => key === section)?.fields.length ?? 0;

/** Puts a new field of a type into the form and selects it; answers its key. */
export const addField = ({ model, messages }: Acting, type: FieldTypeName, place = placeAfterSelection(model)): string | undefined => {
  const { designer, fieldType } = messages;
  const title = freeTitle(fieldType[type], titles(model.definition));
  const key = freeKey(type, takenKeys(model.definition, model.live));
  const options = [fill(designer.optionNew, { count: 1 }), fill(designer.optionNew, { count: 2 })];
  if (!model.edit({ kind: 'add-field', key, schema: newField(type, title, options), ...place })) return undefined;
  model.select({ kind: 'field', key });
  model.fresh = key;
  model.said = fill(designer.saidAdded, { field: title, place: spoken({ model, messages }, key) });
  return key;
};

export const addSection = ({ model, messages }: Acting): void => {
  const { selection, definition } = model;
  const title = freeTitle(
    messages.designer.sectionNew,
    definition.layout.map((section) => section.title),
  );
  const before = selection.kind === 'section' ? selection.key : selection.kind === 'field' ? model.placeOf(selection.key).section : '';
  const found = definition.layout.findIndex(({ key }) => key === before);
  const at = found < 0 ? definition.layout.length : found + 1;
  if (!model.edit({ kind: 'add-section', title, at })) return;
  const made = model.definition.layout[at];
  if (made) model.select({ kind: 'section', key: made.key });
  model.said = fill(messages.designer.saidSection, { section: title });
};

/** “客户情况”第 3 个: where a field stands, for ears. */
const spoken = ({ model, messages }: Acting, key: string): string => {
  const { section, at } = model.placeOf(key);
  const title = model.definition.layout.find((known) => known.key === section)?.title ?? messages.form.otherFields;
  return fill(messages.designer.place, { section: title, at: at + 1 });
};

/** Puts a field before the place `at` of a section, as the eye sees it while the field still stands where it stood. */
export const moveField = (acting: Acting, key: string, to: FieldPlace): boolean => {
  const { model, messages } = acting;
  const from = model.placeOf(key);
  const at = from.section === to.section && from.at < to.at ? to.at - 1 : to.at;
  if (from.section === to.section && from.at === at) return false;
  if (!model.edit({ kind: 'move-field', key, section: to.section, at })) return false;
  model.said = fill(messages.designer.saidMoved, { field: model.field(key)?.title ?? key, place: spoken(acting, key) });
  return true;
};

/** One step up or down; past the end of a section into the next one. */
export const stepField = (acting: Acting, key: string, by: -1 | 1): boolean => {
  const { model } = acting;
  const { section, at } = model.placeOf(key);
  const index = model.sections.findIndex((known) => known.key === section);
  const count = model.sections[index]?.fields.length ?? 0;
  const inside = at + by >= 0 && at + by < count;
  if (inside) return moveField(acting, key, { section, at: by < 0 ? at - 1 : at + 2 });
  const next = model.sections[index + by];
  if (next === undefined) return false;
  return moveField(acting, key, { section: next.key, at: by < 0 ? next.fields.length : 0 });
};

/** Puts a section before the one at the place `at`, as the eye sees it while it still stands where it stood. */
export const moveSection = ({ model, messages }: Acting, key: string, at: number): boolean => {
  const { layout } = model.definition;
  const from = layout.findIndex((section) => section.key === key);
  const to = Math.min(from < at ? at - 1 : at, layout.length - 1);
  if (from < 0 || to < 0 || to === from || !model.edit({ kind: 'move-section', key, at: to })) return false;
  const place = fill(messages.designer.placePlain, { at: to + 1 });
  model.said = fill(messages.designer.saidMoved, { field: layout[from]?.title ?? key, place });
  return true;
};

/** One step up or down in the order of sections. */
export const stepSection = (acting: Acting, key: string, by: -1 | 1): boolean => {
  const from = acting.model.definition.layout.findIndex((section) => section.key === key);
  return moveSection(acting, key, by < 0 ? from - 1 : from + 2);
};

/** A second field with the same settings, right after the first. */
export const copyField = ({ model, messages }: Acting, key: string): void => {
  const schema = model.field(key);
  if (schema === undefined) return;
  const title = freeTitle(fill(messages.designer.copyOf, { field: schema.title }), titles(model.definition));
  const made = freeKey(schema['x-type'], takenKeys(model.definition, model.live));
  const rest = changed(schema, { title, 'x-en': null, 'x-source': null, 'x-fill': null });
  const { section, at } = model.placeOf(key);
  const isRequired = model.definition.record.required?.includes(key) ?? false;
  const copied = model.edit([
    { kind: 'add-field', key: made, schema: rest, section, at: at + 1 },
    ...(isRequired ? [{ kind: 'require-field', key: made, required: true } as const] : []),
  ]);
  if (!copied) return;
  model.select({ kind: 'field', key: made });
  model.said = fill(messages.designer.saidCopied, { field: nameIn(schema, messages) });
};

/** Takes a field out of the form; a published one goes to the removed fields with its data. The one beside it is selected. */
export const removeField = ({ model, messages }: Acting, key: string): boolean => {
  const field = nameIn(model.field(key) ?? { title: key }, messages);
  const { section, at } = model.placeOf(key);
  if (!model.edit({ kind: 'remove-field', key })) return false;
  const rest = model.sections.find((known) => known.key === section)?.fields ?? [];
  const next = rest[at] ?? rest[at - 1];
  model.select(next === undefined ? { kind: 'table' } : { kind: 'field', key: next });
  model.tellGone(fill(messages.designer.saidRemoved, { field }));
  return true;
};
