/** What turns one JSON value into another, order of keys included. Small where the two are nearly the same. */
export type JsonPatch =
  | { readonly value: unknown }
  /** Entries to change by key; `keys` is the whole new order, where keys came, went or moved. */
  | { readonly entries: Readonly<Record<string, JsonPatch>>; readonly keys?: readonly string[] }
  /** Items of a list of the same length, by place. */
  | { readonly items: Readonly<Record<string, JsonPatch>> }
  /** `remove` items from `at` on make room for others. */
  | { readonly at: number; readonly remove: number; readonly insert: readonly unknown[] };

type Bag = Readonly<Record<string, unknown>>;
const isBag = (part: unknown): part is Bag => typeof part === 'object' && part !== null && !Array.isArray(part);

/** Equality of JSON text: the order of keys counts. */
const identical = (one: unknown, other: unknown): boolean => one === other || JSON.stringify(one) === JSON.stringify(other);

/** The change from one JSON value to another; undefined where their texts are the same. Shared parts are skipped without a look inside. */
export const diffJson = (from: unknown, to: unknown): JsonPatch | undefined => {
  if (from === to) return undefined;
  if (Array.isArray(from) && Array.isArray(to)) return diffLists(from, to);
  if (isBag(from) && isBag(to)) return diffBags(from, to);
  return identical(from, to) ? undefined : { value: to };
};

const diffBags = (from: Bag, to: Bag): JsonPatch | undefined => {
  const keys = Object.keys(to).filter((key) => to[key] !== undefined);
  const patches = keys.flatMap((key): readonly (readonly [string, JsonPatch])[] => {
    const patch = Object.hasOwn(from, key) ? diffJson(from[key], to[key]) : { value: to[key] };
    return patch ? [[key, patch]] : [];
  });
  const reordered = !identical(Object.keys(from), keys);
  if (patches.length === 0 && !reordered) return undefined;
  return { entries: Object.fromEntries(patches), ...(reordered ? { keys } : {}) };
};

const diffLists = (from: readonly unknown[], to: readonly unknown[]): JsonPatch | undefined => {
  let at = 0;
  while (at < from.length && at < to.length && identical(from[at], to[at])) at += 1;
  let tail = 0;
  while (tail < from.length - at && tail < to.length - at && identical(from[from.length - 1 - tail], to[to.length - 1 - tail])) tail += 1;
  const remove = from.length - at - tail;
  if (remove === 0 && from.length === to.length) return undefined;
  if (from.length !== to.length || remove > 2) return { at, remove, insert: to.slice(at, to.length - tail) };
  const items = to.slice(at, at + remove).map((item, index) => [at + index, diffJson(from[at + index], item) ?? { value: item }] as const);
  return { items: Object.fromEntries(items) };
};

/** Applies a change made by `diffJson`; parts it does not speak of are shared with the old value. */
export const patchJson = (from: unknown, patch: JsonPatch): unknown => {
  if ('value' in patch) return patch.value;
  if ('insert' in patch) return Array.isArray(from) ? from.toSpliced(patch.at, patch.remove, ...patch.insert) : patch.insert;
  if ('items' in patch) {
    const list: readonly unknown[] = Array.isArray(from) ? from : [];
    return list.map((item, index) => {
      const change = patch.items[String(index)];
      return change ? patchJson(item, change) : item;
    });
  }
  const old: Bag = isBag(from) ? from : {};
  return Object.fromEntries(
    (patch.keys ?? Object.keys(old)).map((key) => {
      const change = Object.hasOwn(patch.entries, key) ? patch.entries[key] : undefined;
      return [key, change ? patchJson(old[key], change) : old[key]];
    }),
  );
};
