import type { Statement } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';

/** Replacements of options and their undoing on a table `:key`: they write under the form they began with. */
export const replacing = `select 1 from b_jobs o where o.tbl = :key and o.kind in ('replace', 'undo') and o.state = 'running'`;

export const isReplacing = async (world: Pick<World, 'db'>, key: string): Promise<boolean> =>
  (await world.db.read<readonly [number]>({ text: `select json_array(1) as j from (${replacing}) limit 1`, params: { key } })).length > 0;

/** Part of the unit that begins a replacement; it fails while a revision is being published, whose lines the replacement would not know. */
export const unlessPublishing = (key: string): Statement => ({
  text: `update b_tables set key = key where key = :key and state = 'live' and not exists (select 1 from b_revisions r where r.tbl = :key and r.state = 'publishing')`,
  params: { key },
  changes: 1,
});
