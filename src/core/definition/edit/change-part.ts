import type { Definition, FieldSchema, Section } from '#core/definition/definition.ts';
import { problem, refused, type Result } from '#core/problem.ts';

type Bag = Readonly<Record<string, unknown>>;

/** A part with some keywords new; null takes one away. Keywords keep their place, new ones come last. */
export const changed = <T extends object>(part: T, set: Bag): T => {
  const kept = Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    if (!Object.hasOwn(set, key) || set[key] === undefined) return [[key, value] as const];
    return set[key] === null ? [] : [[key, set[key]] as const];
  });
  const added = Object.entries(set).filter(([key, value]) => value !== null && value !== undefined && !Object.hasOwn(part, key));
  const next: unknown = Object.fromEntries([...kept, ...added]);
  return isPart<T>(next) ? next : part;
};

/** Sets are typed by the edit, and the whole is judged after every edit. */
const isPart = <T extends object>(value: unknown): value is T => typeof value === 'object' && value !== null;

/** A list with an item at a place; beyond the end, or without a place, it comes last. */
export const inserted = <T>(list: readonly T[], item: T, at = list.length): readonly T[] =>
  list.toSpliced(Math.min(Math.max(at, 0), list.length), 0, item);

/** A list with one item at another place, counted without it. */
export const moved = <T>(list: readonly T[], from: number, at: number): readonly T[] => {
  const [item] = list.slice(from, from + 1);
  return item === undefined ? list : inserted(list.toSpliced(from, 1), item, at);
};

/** A record of entries under the same keys in the same order, one of them new. */
export const replacedEntry = <T>(entries: Readonly<Record<string, T>>, key: string, value: T): Readonly<Record<string, T>> => ({
  ...entries,
  [key]: value,
});

export const withoutEntry = <T>(entries: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(entries).filter(([own]) => own !== key));

export const fieldOf = (definition: Definition, key: string): FieldSchema | undefined =>
  Object.hasOwn(definition.record.properties, key) ? definition.record.properties[key] : undefined;

export const noSuchField = (key: string): Result<never> => refused(problem('no-such-field', '', { key }));
export const noSuchPart = (key: string): Result<never> => refused(problem('no-such-part', '', { key }));

export const withField = (definition: Definition, key: string, schema: FieldSchema): Definition => ({
  ...definition,
  record: { ...definition.record, properties: replacedEntry(definition.record.properties, key, schema) },
});

/** The document with these required; the keyword goes with its last entry. */
export const withRequired = (definition: Definition, required: readonly string[]): Definition => ({
  ...definition,
  record: changed(definition.record, { required: required.length === 0 ? null : required }),
});

/** The document with these tombstones; the keyword goes with its last entry. */
export const withRemoved = (definition: Definition, removed: Readonly<Record<string, FieldSchema>>): Definition => ({
  ...definition,
  record: changed(definition.record, { 'x-removed': Object.keys(removed).length === 0 ? null : removed }),
});

/** The layout with a field in no section. */
export const unplaced = (layout: readonly Section[], key: string): readonly Section[] =>
  layout.map((section) => (section.fields.includes(key) ? { ...section, fields: section.fields.filter((own) => own !== key) } : section));

/** The layout with a field in a section at a place; an unknown section leaves it in none. */
export const placedIn = (layout: readonly Section[], key: string, place: { readonly section: string; readonly at?: number | undefined }) =>
  unplaced(layout, key).map((section) =>
    section.key === place.section ? { ...section, fields: inserted(section.fields, key, place.at) } : section,
  );
