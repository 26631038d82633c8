import type { Definition } from '#core/definition/definition.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import { done, forbidden, notFound, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { openTable } from '#usecases/table/open-table.ts';

/** What became of the table of a draft: its drafts stay when it goes, and say so. */
export type DraftTableState = 'live' | 'bin' | 'gone';

/** A draft without its document. `base`: number of the revision it began from; `version` goes up with every save; moments are ISO. */
export interface DraftLine {
  readonly id: string;
  readonly table: string;
  readonly tableState: DraftTableState;
  readonly person: string;
  readonly name: string;
  readonly base: number;
  readonly version: number;
  readonly title: string;
  readonly note: string;
  readonly created: string;
  readonly updated: string;
}

export interface Draft extends DraftLine {
  readonly document: Definition;
}

type Stored = Omit<DraftLine, 'name' | 'tableState'>;

const lineSql = `'id', id, 'table', tbl, 'person', person, 'base', base, 'version', version, 'title', title, 'note', note, 'created', created_at, 'updated', updated_at`;

/** Drafts are seen and made by whoever may change tables; a table that is gone keeps its drafts. */
export const openDrafts = (world: World, caller: Caller, key: string): Outcome<DraftTableState> => {
  if (!canManageTables(caller)) return world.tables.live(key) ? forbidden(problem('no-right-tables')) : notFound;
  const entry = world.tables.any(key);
  if (!entry) return done('gone');
  if (entry.state === 'bin') return done('bin');
  return openTable(world, caller, key) || caller.door === 'cli' ? done('live') : notFound;
};

/** Newest first, at most 200; what the caller may open, of everybody. */
export const listDrafts = async (world: World, caller: Caller, key: string): Promise<Outcome<readonly DraftLine[]>> => {
  const state = openDrafts(world, caller, key);
  if (!state.ok) return state;
  const rows = await world.db.read<Stored>({
    text: `select json_object(${lineSql}) as j from b_drafts where tbl = :key order by updated_at desc, id desc limit 200`,
    params: { key },
  });
  if (rows.length === 0 && state.value === 'gone') return notFound;
  return done(rows.map((row) => named(world, row, state.value)));
};

interface DraftPlace {
  readonly key: string;
  readonly id: string;
}

export const findDraft = async (world: World, caller: Caller, { key, id }: DraftPlace): Promise<Outcome<Draft>> => {
  const state = openDrafts(world, caller, key);
  if (!state.ok) return state;
  const [row] = await world.db.read<Stored & { readonly document: Definition }>({
    text: `select json_object(${lineSql}, 'document', json(document)) as j from b_drafts where id = :id and tbl = :key`,
    params: { key, id },
  });
  if (!row) return notFound;
  const { document, ...line } = row;
  return done({ ...named(world, line, state.value), document });
};

const named = (world: World, row: Stored, tableState: DraftTableState): DraftLine => ({
  ...row,
  tableState,
  name: world.directory.person(row.person)?.name ?? '',
});
