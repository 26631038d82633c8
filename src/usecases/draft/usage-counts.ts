import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { World } from '#usecases/ports/world.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

/** How much of a table is used: rows outside the bin, how many of them hold each field, and each option. Counts only, no values. */
export interface UsageCounts {
  readonly rows: number;
  readonly filled: Readonly<Record<string, number>>;
  readonly options: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** One scan of the rows for all fields (a read takes at most so many columns), one group for each choice, one for all lists. */
export const usageCounts = async (world: Pick<World, 'db'>, { table }: Pick<TableEntry, 'table'>): Promise<UsageCounts> => {
  const filled: Record<string, number> = {};
  let rows = 0;
  for (let from = 0; from === 0 || from < table.fields.length; from += mostColumns) {
    const fields = table.fields.slice(from, from + mostColumns);
    const [counted = []] = await world.db.read<readonly number[]>({ text: fillSql(table, fields), params: {} }, { job: true });
    rows = counted[0] ?? 0;
    for (const [place, field] of fields.entries()) filled[field.key] = counted[place + 1] ?? 0;
  }
  const options: Record<string, Readonly<Record<string, number>>> = {};
  for (const field of table.fields.filter(({ type }) => type.name === 'choice')) {
    const counted = await world.db.read<readonly [string, number]>({ text: choiceSql(table, field), params: {} }, { job: true });
    options[field.key] = Object.fromEntries(counted);
  }
  return { rows, filled, options: { ...options, ...(await listCounts(world, table)) } };
};

const mostColumns = 100;
const living = `t.deleted_at = ''`;

const fillSql = ({ collection }: CompiledTable, fields: readonly CompiledField[]): string => {
  const filled = fields.map(({ type, column }) => (type.storage === 'json' ? `count(t.${column})` : `coalesce(sum(t.${column} <> ''), 0)`));
  return `select json_array(${['count(*)', ...filled].join(', ')}) as j from ${collection} t where ${living}`;
};

const choiceSql = ({ collection }: CompiledTable, { column }: CompiledField): string =>
  `select json_array(t.${column}, count(*)) as j from ${collection} t where ${living} and t.${column} <> '' group by t.${column} limit 5000`;

const listCounts = async (
  world: Pick<World, 'db'>,
  { collection, optionTable, fields }: CompiledTable,
): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> => {
  const lists = fields.filter(({ type }) => type.name === 'multi-choice');
  if (lists.length === 0) return {};
  const counted = await world.db.read<readonly [string, string, number]>(
    {
      text: `select json_array(o.field, o.option, count(*)) as j from ${optionTable} o join ${collection} t on t.id = o.row where ${living} group by o.field, o.option limit 5000`,
      params: {},
    },
    { job: true },
  );
  return Object.fromEntries(
    lists.map(({ key }) => [key, Object.fromEntries(counted.filter(([field]) => field === key).map(([, id, count]) => [id, count]))]),
  );
};
