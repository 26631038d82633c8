import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition } from '#core/definition/definition.ts';
import type { World } from '#usecases/ports/world.ts';

export type RevisionState = 'draft' | 'published';

/** One revision of a table; `live` is the one that rows are written under now. Moments are ISO, '' while unpublished. */
export interface RevisionLine {
  readonly number: number;
  readonly state: RevisionState;
  readonly live: boolean;
  readonly note: string;
  readonly author: string;
  readonly created: string;
  readonly published: string;
}

const lineSql = `json_object('number', r.number, 'state', r.state, 'live', json(case when r.number = t.live then 'true' else 'false' end), 'note', r.note, 'author', r.author, 'created', r.created_at, 'published', r.published_at) as j from b_revisions r join b_tables t on t.key = r.tbl`;

/** Newest first, at most 500. */
export const listRevisions = (world: World, key: string): Promise<readonly RevisionLine[]> =>
  world.db.read<RevisionLine>({ text: `select ${lineSql} where r.tbl = :key order by r.number desc limit 500`, params: { key } });

export const findRevision = async (
  world: World,
  key: string,
  number: number,
): Promise<{ readonly line: RevisionLine; readonly definition: Definition } | undefined> => {
  const [[line], [document]] = await Promise.all([
    world.db.read<RevisionLine>({ text: `select ${lineSql} where r.tbl = :key and r.number = :number`, params: { key, number } }),
    world.db.read<readonly [string]>({
      text: 'select json_array(document) as j from b_revisions where tbl = :key and number = :number',
      params: { key, number },
    }),
  ]);
  if (!line || !document) return undefined;
  const checked = checkDefinition(JSON.parse(document[0]));
  if (!checked.ok) throw new Error(`revision ${number} of ${key} is stored unsound: ${JSON.stringify(checked.problems)}`);
  return { line, definition: checked.value };
};

/** The number an address names; 0 is nobody's. */
export const revisionNumber = (text: string): number => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0);
