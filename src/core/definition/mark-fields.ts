import { same } from '#core/definition/change.ts';
import { namesOf, type Titled } from '#core/naming.ts';
import { diffField } from '#core/definition/diff-field.ts';
import type { Definition } from '#core/definition/definition.ts';

/** How a field of one form differs from that of another one. */
export interface FieldMark {
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  /** It stands in another section, or elsewhere in its own; said of a changed field too. */
  readonly moved: boolean;
  /** The sections it went between, where they are not the same; one without title is none. */
  readonly between?: readonly [from: Titled, to: Titled];
}

/** The marked fields by key, in the order of the newer form; a removed one where it stood. */
export const markFields = (before: Definition, after: Definition): ReadonlyMap<string, FieldMark> => {
  const [old, now] = [placesOf(before), placesOf(after)];
  const displaced = displacedKeys(old, now);
  const markOf = (key: string): FieldMark | undefined => {
    const [from, to] = [old.get(key), now.get(key)];
    if (from === undefined) return { kind: 'added', moved: false };
    if (to === undefined) return { kind: 'removed', moved: false };
    const moved = from.section !== to.section || displaced.has(key);
    const between = from.section === to.section ? {} : { between: [from.named, to.named] as const };
    if (isChanged(before, after, key)) return { kind: 'changed', moved, ...between };
    return moved ? { kind: 'moved', moved, ...between } : undefined;
  };
  return new Map(
    joined([...old.keys()], [...now.keys()]).flatMap((key) => {
      const mark = markOf(key);
      return mark === undefined ? [] : [[key, mark] as const];
    }),
  );
};

interface Seat {
  readonly section: string;
  readonly named: Titled;
}

/** Fields in the order of the form: as the sections name them, then those that none names. */
const placesOf = ({ record, layout }: Definition): ReadonlyMap<string, Seat> => {
  const places = new Map<string, Seat>();
  for (const section of layout)
    for (const key of section.fields)
      if (Object.hasOwn(record.properties, key) && !places.has(key)) places.set(key, { section: section.key, named: namesOf(section) });
  for (const key of Object.keys(record.properties)) if (!places.has(key)) places.set(key, { section: '', named: { title: '' } });
  return places;
};

const isChanged = (before: Definition, after: Definition, key: string): boolean => {
  const isRequired = ({ record }: Definition): boolean => record.required?.includes(key) === true;
  const [old, now] = [before.record.properties[key], after.record.properties[key]];
  if (isRequired(before) !== isRequired(after)) return true;
  return old !== undefined && now !== undefined && !same(old, now) && diffField(old, now, '').length > 0;
};

/** Keys that stay in their section but not in the order of the others: the fewest that explain the new order. */
const displacedKeys = (old: ReadonlyMap<string, Seat>, now: ReadonlyMap<string, Seat>): ReadonlySet<string> => {
  const order = new Map([...old.keys()].map((key, at) => [key, at]));
  const stayed = [...now].filter(([key, { section }]) => old.get(key)?.section === section);
  const sections = new Set(stayed.map(([, { section }]) => section));
  return new Set(
    [...sections].flatMap((section) => {
      const keys = stayed.filter(([, seat]) => seat.section === section).map(([key]) => key);
      const kept = longestRising(keys.map((key) => order.get(key) ?? 0));
      return keys.filter((_key, at) => !kept.has(at));
    }),
  );
};

/** Indexes of a longest rising run, not necessarily without gaps. */
const longestRising = (numbers: readonly number[]): ReadonlySet<number> => {
  const best: { readonly length: number; readonly before: number }[] = [];
  numbers.forEach((number) => {
    let [length, before] = [1, -1];
    best.forEach((run, earlier) => {
      if ((numbers[earlier] ?? 0) < number && run.length >= length) [length, before] = [run.length + 1, earlier];
    });
    best.push({ length, before });
  });
  let at = best.reduce((top, run, index) => (run.length > (best[top]?.length ?? 0) ? index : top), 0);
  const kept = new Set<number>();
  while (at >= 0 && at < numbers.length) {
    kept.add(at);
    at = best[at]?.before ?? -1;
  }
  return kept;
};

/** The newer order, with what is gone right after what stood before it. */
const joined = (old: readonly string[], now: readonly string[]): readonly string[] => {
  const order = [...now];
  old.forEach((key, at) => {
    if (!order.includes(key)) order.splice(at === 0 ? 0 : order.indexOf(old[at - 1] ?? '') + 1, 0, key);
  });
  return order;
};
