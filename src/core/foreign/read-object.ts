import type { Condition } from '#core/condition/condition.ts';
import { problem } from '#core/problem.ts';
import { cleanTitle, titleOfKey } from '#core/foreign/clean-words.ts';
import { mergeSchema } from '#core/foreign/merge-schema.ts';
import type { MergedSchema } from '#core/foreign/merged-schema.ts';
import { readField } from '#core/foreign/read-field.ts';
import { readRules } from '#core/foreign/read-rules.ts';
import { settleAlternations } from '#core/foreign/settle-alternations.ts';
import { shapeOf } from '#core/foreign/shape.ts';
import { addField, type FieldDraft, type ObjectPlace, type Property, type SectionDraft, type Sheet } from '#core/foreign/sheet.ts';

/** Objects within objects whose fields are still taken. */
const deepestObject = 10;

/** Every property of an object as a field, an object within it as a section of its own; then its rules. */
export const readObject = (merged: MergedSchema, place: ObjectPlace, sheet: Sheet): readonly FieldDraft[] => {
  for (const { keyword, path } of merged.strange) sheet.walk.left.push(problem('schema-keyword', path, { keyword }));
  const drafts = [...merged.properties].flatMap(([name, parts]) =>
    readProperty({ name, parts, required: merged.requires.has(name) }, place, sheet),
  );
  readRules(merged, { ...place, requires: merged.requires }, sheet);
  return drafts;
};

/** A property as a field, as several, or as none where it stays out. */
export const readProperty = ({ name, parts, required }: Property, place: ObjectPlace, sheet: Sheet): readonly FieldDraft[] => {
  const { walk } = sheet;
  const path = parts[0]?.path ?? '';
  const merged = mergeSchema(parts, walk);
  const fault = merged.faults.find((found) => !found.branch || merged.properties.size === 0)?.fault;
  if (fault) {
    walk.left.push(fault);
    return [];
  }
  for (const { fault: small } of merged.faults) walk.left.push(small);
  settleAlternations(merged, walk);
  const names = [...place.names, name];
  if (shapeOf(merged) === 'object')
    return readNested(merged, { names, path, required: required || merged.required, within: place.section }, sheet);
  const read = readField(merged, name, walk);
  const draft = read && addField(sheet, { ...read, names, path, section: place.section });
  if (!draft) return [];
  const isRequired = required || merged.required;
  if (isRequired && isNullable(merged)) walk.left.push(problem('schema-required-null', path));
  draft.required = isRequired && !merged.readOnly && !isNullable(merged);
  return [draft];
};

/** Required and null at once: unset is a value there, so nothing has to be filled. */
const isNullable = ({ nullable, types, values }: MergedSchema): boolean =>
  nullable || types?.has('null') === true || values?.some(({ value }) => value === null) === true;

interface Nested {
  readonly names: readonly string[];
  readonly path: string;
  readonly required: boolean;
  readonly within: SectionDraft;
}

const readNested = (merged: MergedSchema, { names, path, required, within }: Nested, sheet: Sheet): readonly FieldDraft[] => {
  if (merged.properties.size === 0 || names.length > deepestObject) {
    const tooDeep = merged.properties.size > 0;
    sheet.walk.left.push(tooDeep ? problem('schema-too-deep', path, { most: deepestObject }) : problem('schema-open-object', path));
    return [];
  }
  const name = names.at(-1) ?? '';
  const own = cleanTitle(merged.title) ?? titleOfKey(name) ?? cleanTitle(name);
  const title = own === undefined ? within.title : within.names.length === 0 ? own : `${within.title} / ${own}`;
  const section = { title: cleanTitle(title) ?? within.title, names };
  const drafts = readObject(merged, { names, section }, sheet);
  if (!required)
    softenRequired(
      drafts.filter((draft) => draft.section === section),
      drafts,
    );
  return drafts;
};

/** Inside an object that may be absent a field is required only once another one of it is filled. */
const softenRequired = (own: readonly FieldDraft[], all: readonly FieldDraft[]): void => {
  for (const draft of own) {
    if (!draft.required) continue;
    draft.required = false;
    const others = all.filter((other) => other !== draft).slice(0, mostOthers);
    const filled = others.map(({ key }): Condition => ({ field: key, op: 'filled' }));
    if (filled.length > 0) draft.requires.push(filled.length === 1 && filled[0] ? filled[0] : { any: filled });
  }
};

const mostOthers = 50;
