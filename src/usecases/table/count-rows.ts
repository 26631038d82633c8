import type { World } from '#usecases/ports/world.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

/** Rows of a table outside its bin, whoever they belong to: what goes when the whole table goes. */
export const countRows = async (world: Pick<World, 'db'>, { table }: Pick<TableEntry, 'table'>): Promise<number> => {
  const [row] = await world.db.read<readonly [number]>({
    text: `select json_array(count(*)) as j from ${table.collection} t where t.deleted_at = ''`,
    params: {},
  });
  return row?.[0] ?? 0;
};
