import { lineKind } from '#core/compile/cell-line.ts';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import type { World } from '#usecases/ports/world.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

/**
 * Keys that are new beside the live document, but belonged to a field of another kind in a revision that was rolled back or tried: their
 * column is there with its values. The same kind is that field, come back.
 */
export const reusedKeys = async (world: Pick<World, 'db'>, { table }: TableEntry, { record }: Definition): Promise<readonly Problem[]> => {
  const { properties, 'x-removed': removed = {} } = table.definition.record;
  const fresh = Object.entries(record.properties).filter(([key]) => !Object.hasOwn(properties, key) && !Object.hasOwn(removed, key));
  if (fresh.length === 0) return [];
  const columns = await world.db.read<readonly [string]>({
    text: `select json_array(name) as j from pragma_table_info('${table.collection}') limit 2000`,
    params: {},
  });
  const present = new Set(columns.map(([name]) => name));
  const known = fresh.filter(([key]) => present.has(`f_${key}`));
  const problems = await Promise.all(known.map(([key, field]) => reusedKey(world, table.key, [key, field])));
  return problems.flat();
};

/** Only a revision that was live for somebody can have left values. */
const wasShown = `(published_at <> '' or state = 'trial' or number in (select json_extract(params, '$.number') from b_jobs where tbl = :table and kind = 'trial'))`;

const reusedKey = async (
  world: Pick<World, 'db'>,
  table: string,
  [key, field]: readonly [string, FieldSchema],
): Promise<readonly Problem[]> => {
  const path = `$.record.properties.${key}`;
  const earlier = await world.db.read<FieldSchema>({
    text: `select json(json_extract(document, :path)) as j from b_revisions where tbl = :table and json_extract(document, :path) is not null and ${wasShown} order by number limit 500`,
    params: { table, path },
  });
  const other = earlier.find((schema) => lineKind(schema) !== lineKind(field));
  const at = pointer('record', 'properties', key);
  return other ? [problem('key-reused', at, { field, key, old: other })] : [];
};
