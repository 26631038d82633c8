import type { AccessRules, FieldSchema, Reminder, Section, View } from '#core/definition/definition.ts';
import { pointer, type Problem } from '#core/problem.ts';

/** An entry of a list with its place, kept when entries before it are left out. */
export interface Placed<T> {
  readonly path: string;
  readonly part: T;
}

/** The parts of a definition whose shape is right; the rules beyond the shape are judged on these, so that all problems are listed at once. */
export interface DefinitionParts {
  readonly fields: ReadonlyMap<string, FieldSchema>;
  /** Every key of `properties`, of broken fields too. */
  readonly keys: ReadonlySet<string>;
  /** Tombstones by key. */
  readonly removed: ReadonlyMap<string, FieldSchema>;
  readonly required: readonly Placed<string>[];
  readonly sections: readonly Placed<Section>[];
  readonly views: readonly Placed<View>[];
  readonly reminders: readonly Placed<Reminder>[];
  /** As far as it is sound; `owner` also beside other faults. */
  readonly access: AccessRules;
}

type Bag = Readonly<Record<string, unknown>>;
const isBag = (input: unknown): input is Bag => typeof input === 'object' && input !== null && !Array.isArray(input);
const bag = (input: unknown): Bag => (isBag(input) ? input : {});
const list = (input: unknown): readonly unknown[] => (Array.isArray(input) ? input : []);

/** Splits a document by the faults of its shape: a part with a fault in or below it is left out. */
export const definitionParts = (input: unknown, faults: readonly Problem[]): DefinitionParts => {
  const faulty = faultyPlaces(faults);
  const isSound = <T>(part: unknown, path: string): part is T => !faulty.has(path);
  const placed = <T>(items: unknown, path: string): readonly Placed<T>[] =>
    list(items).flatMap((part, index) => {
      const at = path + pointer(index);
      return isSound<T>(part, at) ? [{ path: at, part }] : [];
    });
  const document = bag(input);
  const record = bag(document['record']);
  const properties = bag(record['properties']);
  const soundFields = (schemas: Bag, under: string): ReadonlyMap<string, FieldSchema> => {
    const fields = new Map<string, FieldSchema>();
    for (const [key, schema] of Object.entries(schemas))
      if (isSound<FieldSchema>(schema, pointer('record', under, key))) fields.set(key, schema);
    return fields;
  };
  const access: unknown = document['access'] ?? {};
  return {
    fields: soundFields(properties, 'properties'),
    keys: new Set(Object.keys(properties)),
    removed: soundFields(bag(record['x-removed']), 'x-removed'),
    required: placed(record['required'], '/record/required'),
    sections: placed(document['layout'], '/layout'),
    views: placed(document['views'], '/views'),
    reminders: placed(document['reminders'], '/reminders'),
    access: isSound<AccessRules>(access, '/access') ? access : ownerAlone(bag(access)['owner']),
  };
};

const ownerAlone = (owner: unknown): AccessRules => (typeof owner === 'string' ? { owner } : {});

/** Every place at or above a fault. */
const faultyPlaces = (faults: readonly Problem[]): ReadonlySet<string> => {
  const places = new Set<string>();
  for (const { path } of faults) for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) places.add(path.slice(0, end));
  return places;
};
