import type { Condition } from '#core/condition/condition.ts';
import type { FieldSchema } from '#core/definition/definition.ts';
import { problem } from '#core/problem.ts';
import type { Part, Walk } from '#core/foreign/schema-part.ts';
import { fieldKey, type Pinyin } from '#core/transfer/field-key.ts';

/** A field in the making. */
export interface FieldDraft {
  readonly key: string;
  readonly path: string;
  readonly section: SectionDraft;
  field: FieldSchema;
  required: boolean;
  /** It shows while one of them holds. */
  readonly shows: Condition[];
  readonly requires: Condition[];
  /** Ids of options by the JSON text of the value in the schema. */
  ids: ReadonlyMap<string, string>;
  /** Which options a rule leaves open while its condition holds. */
  readonly limits: { readonly when: Condition; readonly ids: ReadonlySet<string> }[];
}

export interface SectionDraft {
  readonly title: string;
  readonly names: readonly string[];
}

/** Where an object stands: the names that lead to it, and the section its fields go to. */
export interface ObjectPlace {
  readonly names: readonly string[];
  readonly section: SectionDraft;
}

export interface Property {
  readonly name: string;
  readonly parts: readonly Part[];
  readonly required: boolean;
}

/** The table in the making: fields in the order they were met, found again by their place in the schema. */
export interface Sheet {
  readonly walk: Walk;
  readonly pinyin: Pinyin;
  readonly drafts: FieldDraft[];
  readonly byPlace: Map<string, FieldDraft>;
  readonly taken: Set<string>;
  /** The schema is one of ours: what a rule says of a field is the whole field, shown while the rule holds. */
  readonly own: boolean;
  /** Reads a property that only a rule names. */
  read(property: Property, place: ObjectPlace): readonly FieldDraft[];
}

export const mostFields = 400;

export const placeOf = (names: readonly string[]): string => JSON.stringify(names);

export interface NewField {
  readonly names: readonly string[];
  readonly path: string;
  readonly section: SectionDraft;
  readonly field: FieldSchema;
  readonly ids?: ReadonlyMap<string, string>;
}

/** Adds a field under a free key made of its place; above the limit it stays out. */
export const addField = (sheet: Sheet, { names, path, section, field, ids = new Map() }: NewField): FieldDraft | undefined => {
  if (sheet.drafts.length >= mostFields) {
    sheet.walk.left.push(problem('schema-too-many-fields', path, { most: mostFields }));
    return undefined;
  }
  const key = fieldKey(names.join(' '), sheet.pinyin, sheet.taken);
  sheet.taken.add(key);
  const source = names.join('.').slice(0, longestSource);
  const named: FieldSchema = source === key ? field : { ...field, 'x-source': source };
  const draft = { key, path, section, field: named, required: false, shows: [], requires: [], ids, limits: [] };
  sheet.drafts.push(draft);
  sheet.byPlace.set(placeOf(names), draft);
  return draft;
};

const longestSource = 1000;
