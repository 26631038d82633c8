import { problem } from '#core/problem.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { done, forbidden, notFound, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { stampChange } from '#usecases/person/setting.ts';

/** Puts a whole table into the bin with everything in it, or brings it back. */
export const binTable = async (
  world: World,
  caller: Caller,
  { key, to }: { readonly key: string; readonly to: 'bin' | 'live' },
): Promise<Outcome<true>> => {
  if (!canManageTables(caller)) return forbidden(problem('no-right-tables'));
  const entry = world.tables.any(key);
  if (!entry || entry.state !== (to === 'bin' ? 'live' : 'bin')) return notFound;
  await world.db.write([
    {
      text: 'update b_tables set state = :state, updated_at = :now where key = :key',
      params: { key, state: to, now: new Date(world.now()).toISOString() },
    },
    stampChange(world),
  ]);
  await world.tables.reload();
  return done(true);
};
