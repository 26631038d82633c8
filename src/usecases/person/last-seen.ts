import type { World } from '#usecases/ports/world.ts';

/** When each person last used a session that still stands, by id; told to within ten minutes. */
export const lastSeen = async (world: Pick<World, 'db'>): Promise<ReadonlyMap<string, string>> => {
  const rows = await world.db.read<readonly [string, string]>({
    text: 'select json_array(person, max(seen_at)) as j from b_sessions group by person limit 5000',
    params: {},
  });
  return new Map(rows);
};
