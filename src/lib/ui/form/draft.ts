import type { Value, Values } from '#core/definition/definition.ts';

/** What somebody typed and did not save yet. `base`: what stood in the changed fields before. */
export interface Draft {
  readonly at: number;
  readonly changes: Values;
  readonly base: Values;
}

/** One draft per table, record and person; a new record's is under `new`. */
export interface DraftPlace {
  readonly person: string;
  readonly table: string;
  readonly id: string;
}

const prefix = 'biaoli:draft:';
const longest = 30 * 86_400_000;
const nameOf = ({ person, table, id }: DraftPlace): string => `${prefix}${person}:${table}:${id === '' ? 'new' : id}`;

type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const isValue = (value: unknown): value is Value =>
  value === null ||
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (Array.isArray(value) && value.every((item) => typeof item === 'string'));

const readValues = (given: unknown): Values => {
  const values: Record<string, Value> = {};
  if (typeof given !== 'object' || given === null) return values;
  for (const [key, value] of Object.entries(given)) if (isValue(value)) values[key] = value;
  return values;
};

/** Undefined where there is none, it is older than thirty days, or it cannot be read. */
export const readDraft = (place: DraftPlace, keep: Keep, now: number): Draft | undefined => {
  const text = keep.getItem(nameOf(place));
  if (text === null) return undefined;
  try {
    const { at, changes, base }: { at: unknown; changes: unknown; base: unknown } = JSON.parse(text);
    if (typeof at !== 'number' || now - at > longest) return undefined;
    const read = { at, changes: readValues(changes), base: readValues(base) };
    return Object.keys(read.changes).length === 0 ? undefined : read;
  } catch {
    keep.removeItem(nameOf(place)); // nothing that could be shown
    return undefined;
  }
};

/** False when the browser keeps nothing (private window, full storage): the form then says that only this page holds it. */
export const writeDraft = (place: DraftPlace, draft: Draft, keep: Keep): boolean => {
  try {
    keep.setItem(nameOf(place), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
};

export const dropDraft = (place: DraftPlace, keep: Keep): void => keep.removeItem(nameOf(place));
