import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { World } from '#usecases/ports/world.ts';

interface Forms {
  readonly live: CompiledTable;
  /** Its columns are there. */
  readonly next: CompiledTable;
}

/**
 * Keys of fields that the live form does not show, but rows hold text of: rows written under the live form have lost these words from their
 * search, so they are made anew before the next form shows the field again.
 */
export const unfoundFields = async (world: Pick<World, 'db'>, { live, next }: Forms): Promise<readonly string[]> => {
  const back = next.fields.filter(({ key, type }) => type.searchable && live.field(key) === undefined);
  const held = await Promise.all(
    back.map(({ column }) =>
      world.db.read<readonly [number]>(
        { text: `select json_array(exists (select 1 from ${next.collection} where ${column} <> '')) as j`, params: {} },
        { job: true },
      ),
    ),
  );
  return back.filter((_, at) => held[at]?.[0]?.[0] === 1).map(({ key }) => key);
};
