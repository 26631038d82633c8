import { compileTable } from '#core/compile/compile-table.ts';
import { planCollection } from '#core/compile/plan-collection.ts';
import type { Definition } from '#core/definition/definition.ts';
import { problem } from '#core/problem.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { done, forbidden, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { stampChange } from '#usecases/person/setting.ts';
import { tableEvent } from '#usecases/record/feed.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

export interface NewTable {
  /** Checked. */
  readonly definition: Definition;
  readonly note: string;
  /** `building` keeps it out of sight until its rows are in; indexes are made by `finishTable` then. */
  readonly state: 'live' | 'building';
  /** Import that builds it, or `demo`. */
  readonly importId: string;
}

/** Makes a table of a checked definition: collection, side tables, indexes, first revision. */
export const createTable = async (world: World, caller: Caller, given: NewTable): Promise<Outcome<TableEntry>> => {
  if (!canManageTables(caller)) return forbidden(problem('no-right-tables'));
  const { definition } = given;
  const known = world.tables.any(definition.key);
  if (known)
    return refusedFor(
      problem(known.state === 'bin' ? 'table-key-in-bin' : 'table-key-taken', '/key', {
        key: definition.key,
        title: known.table.definition.title,
      }),
    );
  const plan = planCollection(compileTable(definition, 1));
  await world.db.ensureCollection({ name: plan.collection, columns: plan.columns });
  const ddl = [...plan.tables, ...(given.state === 'live' ? plan.indexes : [])].map((text) => ({ text, params: {} }));
  const now = new Date(world.now()).toISOString();
  const result = await world.db.write(
    [
      ...ddl,
      {
        text: `insert into b_tables (id, key, title, collection, live, state, created_at, created_by, updated_at, import_id) values (:id, :key, :title, :collection, 1, :state, :now, :by, :now, :import)`,
        params: {
          id: world.newId(),
          key: definition.key,
          title: definition.title,
          collection: plan.collection,
          state: given.state,
          now,
          by: caller.id,
          import: given.importId,
        },
      },
      {
        text: `insert into b_revisions (id, tbl, number, state, note, author, created_at, published_at, document) values (:id, :key, 1, 'published', :note, :by, :now, :now, :document)`,
        params: { id: world.newId(), key: definition.key, note: given.note, by: caller.id, now, document: JSON.stringify(definition) },
      },
      stampChange(world),
    ],
    { job: true },
  );
  if (!result.ok) return refusedFor(problem('table-key-taken', '/key', { key: definition.key, title: definition.title }));
  await world.tables.reload();
  const entry = world.tables.any(definition.key);
  if (!entry) throw new Error('the table that was just made is missing');
  return done(entry);
};

/** Ends the building of a table whose rows are in: indexes, then it shows. */
export const finishTable = async (world: World, key: string): Promise<void> => {
  const entry = world.tables.any(key);
  if (!entry) return;
  for (const text of planCollection(entry.table).indexes) await world.db.write([{ text, params: {} }], { job: true });
  await world.db.write([
    {
      text: `update b_tables set state = 'live', updated_at = :now where key = :key`,
      params: { key, now: new Date(world.now()).toISOString() },
    },
    stampChange(world),
  ]);
  await world.tables.reload();
};

/** System collections that hold something about a table beside its revisions and its history. */
const besideTables = ['b_views', 'b_lines', 'b_drafts', 'b_jobs', 'b_feedback', 'b_usage', 'b_reviews'] as const;

/** Takes a table away with its rows and history, as if it had never been: only for what was never finished, and for the demonstration. Rows go first, its name last, so that a crash in between is taken up again. */
export const eraseTable = async (world: World, key: string): Promise<void> => {
  const entry = world.tables.any(key);
  if (!entry) return;
  const drops = planCollection(entry.table).drops.map((text) => ({ text, params: {} }));
  await world.db.write(drops, { job: true });
  await world.db.dropCollection(entry.table.collection);
  await world.db.write(
    [
      { text: 'delete from b_tables where key = :key', params: { key } },
      { text: 'delete from b_revisions where tbl = :key', params: { key } },
      tableEvent(world, key, { kind: 'erase', by: '' }), // stays behind, so that no number of an event is given twice
      { text: `delete from b_history where tbl = :key and kind <> 'erase'`, params: { key } },
      ...besideTables.map((name) => ({ text: `delete from ${name} where tbl = :key`, params: { key } })),
      { text: `delete from b_serials where substr(id, 1, length(:prefix)) = :prefix`, params: { prefix: `${key}/` } },
      stampChange(world),
    ],
    { job: true },
  );
  await world.tables.reload();
};
