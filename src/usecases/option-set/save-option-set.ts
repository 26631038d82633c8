import { checkOptionSet } from '#core/definition/check-option-set.ts';
import type { OptionSet } from '#core/definition/option-set.ts';
import { problem } from '#core/problem.ts';
import { fieldKey } from '#core/transfer/field-key.ts';
import { findOptionSet, listOptionSets, type ListedSet } from '#usecases/option-set/list-option-sets.ts';
import { usesOf } from '#usecases/option-set/option-set-use.ts';
import { done, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { soundsOf } from '#usecases/table/sounds-of.ts';

type Body = Readonly<Record<string, unknown>>;

const mostSets = 500;

/** Makes a set; a key is made of the title where none is given, ids of options of their titles. */
export const createOptionSet = async (world: World, caller: Caller, given: Body): Promise<Outcome<ListedSet>> => {
  const listed = await listOptionSets(world, caller);
  if (!listed.ok) return listed;
  const taken = new Set(listed.value.map(({ set }) => set.key));
  if (taken.size >= mostSets) return refusedFor(problem('too-many-sets', '', { most: mostSets }));
  const key = given['key'] ?? keyOf(world, given['title'], taken);
  const checked = checkOptionSet({ ...given, key, options: withIds(world, given['options']) });
  if (!checked.ok) return refusedFor(...checked.problems);
  if (taken.has(checked.value.key)) return refusedFor(problem('set-key-taken', '/key', { key: checked.value.key }));
  const now = new Date(world.now()).toISOString();
  const result = await world.db.write([
    {
      text: 'insert into b_option_sets (id, key, title, options, created_at, updated_at, updated_by) values (:id, :key, :title, :options, :now, :now, :by)',
      params: { id: world.newId(), ...columnsOf(checked.value), now, by: caller.id },
    },
  ]);
  return result.ok
    ? answer({ world, caller }, checked.value, now)
    : refusedFor(problem('set-key-taken', '/key', { key: checked.value.key }));
};

/** Replaces a set as the caller saw it (`seen`: its `updatedAt`, undefined takes it as it stands). Fields keep their copies until it is applied again. */
export const changeOptionSet = async (
  world: World,
  caller: Caller,
  { key, given, seen }: { readonly key: string; readonly given: Body; readonly seen: string | undefined },
): Promise<Outcome<ListedSet>> => {
  const found = await findOptionSet(world, caller, key);
  if (!found.ok) return found;
  if (found.value.shipped) return refusedFor(problem('set-shipped', '', { set: found.value.set.title }));
  const checked = checkOptionSet({ ...given, key, options: withIds(world, given['options']) });
  if (!checked.ok) return refusedFor(...checked.problems);
  const now = new Date(Math.max(world.now(), Date.parse(found.value.updatedAt) + 1)).toISOString();
  const result = await world.db.write([
    {
      text: 'update b_option_sets set title = :title, options = :options, updated_at = :now, updated_by = :by where key = :key and updated_at = :seen',
      params: { ...columnsOf(checked.value), now, by: caller.id, seen: seen ?? found.value.updatedAt },
      changes: 1,
    },
  ]);
  return result.ok ? answer({ world, caller }, checked.value, now) : refusedFor(problem('set-changed', '', { set: found.value.set.title }));
};

/** Removes a set of the firm that no field uses; the fields that use it are named otherwise. */
export const removeOptionSet = async (world: World, caller: Caller, key: string): Promise<Outcome<true>> => {
  const found = await findOptionSet(world, caller, key);
  if (!found.ok) return found;
  const { set, shipped, uses } = found.value;
  if (shipped) return refusedFor(problem('set-shipped', '', { set: set.title }));
  if (uses.length > 0)
    return refusedFor(
      problem('set-used', '', { set: set.title, uses: uses.map(({ tableTitle, fieldTitle }) => `${tableTitle} · ${fieldTitle}`) }),
    );
  await world.db.write([{ text: 'delete from b_option_sets where key = :key', params: { key } }]);
  return done(true);
};

const columnsOf = ({ key, title, ...body }: OptionSet) => ({ key, title, options: JSON.stringify(body) });

const answer = (
  { world, caller }: { readonly world: World; readonly caller: Caller },
  set: OptionSet,
  updatedAt: string,
): Outcome<ListedSet> => done({ set, shipped: false, updatedAt, uses: usesOf(world, caller, set) });

const keyOf = (world: World, title: unknown, taken: ReadonlySet<string>): unknown =>
  typeof title === 'string' ? fieldKey(title, soundsOf(world), taken) : title;

/** Options may be given as titles alone; their ids are made of them. */
const withIds = (world: World, options: unknown): unknown => {
  if (!Array.isArray(options)) return options;
  const given = options.map((option: unknown) => (typeof option === 'string' ? { title: option } : option));
  const taken = new Set(given.flatMap((option: unknown) => idOf(option) ?? []));
  return given.map((option: unknown) => {
    if (typeof option !== 'object' || option === null || idOf(option) !== undefined || !('title' in option)) return option;
    const id = keyOf(world, option.title, taken);
    if (typeof id === 'string') taken.add(id);
    return { const: id, ...option };
  });
};

const idOf = (option: unknown): string | undefined =>
  typeof option === 'object' && option !== null && 'const' in option && typeof option.const === 'string' ? option.const : undefined;
