import type { Readings } from '#core/convert/conversion.ts';
import type { Definition } from '#core/definition/definition.ts';
import type { Database } from '#usecases/ports/database.ts';

/** The tables' store reads revisions too, before there is a World. */
interface WithDatabase {
  readonly db: Database;
}

/** `waiting`: for a second person; `publishing`: its rows are being converted; `withdrawn`: a draft that nobody wants. */
export type RevisionState = 'draft' | 'waiting' | 'trial' | 'publishing' | 'published' | 'withdrawn';

/** For whom a trial revision is live, through the day `until` in BIAOLI_TZ. */
export interface TrialCircle {
  readonly people: readonly string[];
  readonly teams: readonly string[];
  readonly until: string;
}

/** What the second person was asked, and said. `by` asked or answered last. */
export interface Approval {
  readonly state: 'asked' | 'approved' | 'returned';
  readonly by: string;
  readonly at: string;
  readonly words: string;
}

/** One revision of a table; `live` is the one that rows are written under now. Moments are ISO, '' while unpublished. */
export interface RevisionLine {
  readonly number: number;
  readonly state: RevisionState;
  readonly live: boolean;
  /** The number that was live when it was stored; null on revisions older than this. */
  readonly base: number | null;
  readonly note: string;
  readonly author: string;
  readonly created: string;
  readonly published: string;
  readonly trial: TrialCircle | null;
  readonly approval: Approval | null;
}

/** The manager's own readings of values that are converted, by field and words. */
export type Mappings = Readonly<Record<string, Readings>>;

/** `b_revisions.lines`: the fields on another line than the first, by key, and the readings under a name that is no key. */
export interface RevisionLines {
  readonly lines: Readonly<Record<string, number>>;
  readonly mappings: Mappings;
}

export interface FoundRevision extends RevisionLines {
  readonly line: RevisionLine;
  readonly definition: Definition;
}

const nullable = (column: string): string => `case when coalesce(${column}, '') = '' then null else json(${column}) end`;
const lineSql = `json_object('number', r.number, 'state', r.state, 'live', json(case when r.number = t.live then 'true' else 'false' end), 'base', r.base, 'note', r.note, 'author', r.author, 'created', r.created_at, 'published', r.published_at, 'trial', ${nullable('r.trial')}, 'approval', ${nullable('r.approval')}) as j from b_revisions r join b_tables t on t.key = r.tbl`;

/** Newest first, at most 500. */
export const listRevisions = (world: WithDatabase, key: string): Promise<readonly RevisionLine[]> =>
  world.db.read<RevisionLine>({ text: `select ${lineSql} where r.tbl = :key order by r.number desc limit 500`, params: { key } });

export const findRevision = async (world: WithDatabase, key: string, number: number): Promise<FoundRevision | undefined> => {
  const [[line], [stored]] = await Promise.all([
    world.db.read<RevisionLine>({ text: `select ${lineSql} where r.tbl = :key and r.number = :number`, params: { key, number } }),
    world.db.read<readonly [string, string]>({
      text: 'select json_array(document, lines) as j from b_revisions where tbl = :key and number = :number',
      params: { key, number },
    }),
  ]);
  if (!line || !stored) return undefined;
  // Judged when it was stored: rules that became stricter since take no revision away.
  const definition: Definition = JSON.parse(stored[0]);
  return { line, definition, ...readLines(stored[1]) };
};

/** Revisions that work on options made by itself, each with the field of those options. */
export const operationFields = (world: WithDatabase, key: string): Promise<readonly (readonly [number: number, field: string])[]> =>
  world.db.read<readonly [number, string]>({
    text: `select json_array(json_extract(j.params, '$.revision'), json_extract(coalesce(r.params, j.params), '$.field')) as j from b_jobs j left join b_jobs r on r.id = json_extract(j.params, '$.job') where j.tbl = :key and j.kind in ('replace', 'undo') and json_extract(j.params, '$.revision') is not null order by j.created_at desc limit 5000`,
    params: { key },
  });

const mappingsName = '$mappings';

export const readLines = (text: string): RevisionLines => {
  if (text === '') return { lines: {}, mappings: {} };
  const { [mappingsName]: mappings, ...lines }: Record<string, number> & { readonly [mappingsName]?: never } = JSON.parse(text);
  return { lines, mappings: mappings ?? {} };
};

export const writeLines = ({ lines, mappings }: RevisionLines): string => {
  const all = { ...lines, ...(Object.keys(mappings).length === 0 ? {} : { [mappingsName]: mappings }) };
  return Object.keys(all).length === 0 ? '' : JSON.stringify(all);
};

/** The number an address names; 0 is nobody's. */
export const revisionNumber = (text: string): number => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0);
