import type { World } from '#usecases/ports/world.ts';

/** Imports that write into a table now: they hold its form as it was when they began. */
export const runningImports = async (world: Pick<World, 'db'>, table: string): Promise<number> => {
  const [row] = await world.db.read<readonly [number]>({
    text: `select json_array(count(*)) as j from b_imports where tbl = :table and state in ('running', 'applying')`,
    params: { table },
  });
  return row?.[0] ?? 0;
};
