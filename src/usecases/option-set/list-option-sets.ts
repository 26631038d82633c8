import type { OptionSet } from '#core/definition/option-set.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import { usesOf, type OptionSetUse } from '#usecases/option-set/option-set-use.ts';
import { shippedSets } from '#usecases/option-set/shipped-sets.ts';
import { done, forbidden, notFound, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';

/** A set with where it is used. `updatedAt`: ISO moment of the last change, '' for a shipped one, which nobody changes. */
export interface ListedSet {
  readonly set: OptionSet;
  readonly shipped: boolean;
  readonly updatedAt: string;
  readonly uses: readonly OptionSetUse[];
}

interface SetRow extends OptionSet {
  readonly updatedAt: string;
}

/** Titles, descriptions and options of one set are one JSON text in `options`. */
const setsSql = `select json_object('updatedAt', updated_at, 'key', key, 'title', title, 'body', json(options)) as j from b_option_sets where key <> '' order by created_at, id limit 1000`;

const storedSets = async (world: World): Promise<readonly SetRow[]> => {
  const rows = await world.db.read<SetRow & { readonly body: Omit<OptionSet, 'key' | 'title'> }>({ text: setsSql, params: {} });
  return rows.map(({ updatedAt, key, title, body }) => ({ updatedAt, key, title, ...body }));
};

/** All sets, the firm's own first. */
export const listOptionSets = async (world: World, caller: Caller): Promise<Outcome<readonly ListedSet[]>> => {
  if (!canManageTables(caller)) return forbidden(problem('no-right-tables'));
  const own = (await storedSets(world)).map(({ updatedAt, ...set }) => ({ set, updatedAt, shipped: false }));
  const shipped = shippedSets().map((set) => ({ set, updatedAt: '', shipped: true }));
  return done([...own, ...shipped].map((listed) => ({ ...listed, uses: usesOf(world, caller, listed.set) })));
};

export const findOptionSet = async (world: World, caller: Caller, key: string): Promise<Outcome<ListedSet>> => {
  const listed = await listOptionSets(world, caller);
  if (!listed.ok) return listed;
  const found = listed.value.find(({ set }) => set.key === key);
  return found ? done(found) : notFound;
};
