import type { Statement } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';
import { stampChange } from '#usecases/person/setting.ts';
import { tableEvent } from '#usecases/record/feed.ts';
import { eraseTable } from '#usecases/table/create-table.ts';
import type { ImportPlan, ImportReport, ImportState } from '#usecases/import/import-plan.ts';
import type { RowChange } from '#usecases/import/judge-import.ts';

/** What is stored of an import, so that it can be ended after a crash. */
export interface StoredImport {
  readonly id: string;
  readonly table: string;
  readonly by: string;
  readonly state: ImportState;
  readonly plan: ImportPlan;
  readonly report: ImportReport | null;
  readonly people: readonly NewcomerName[];
}

/** Somebody named in a workbook who joins the firm without sign-in when the import ends. */
export interface NewcomerName {
  readonly id: string;
  readonly name: string;
}

const storedJson = `json_object('id', id, 'table', tbl, 'by', by_id, 'state', state, 'plan', json(json_extract(counts, '$.plan')), 'people', json(json_extract(counts, '$.people')), 'report', case when report = '' then null else json(report) end) as j`;

const nowOf = (world: World): string => new Date(world.now()).toISOString();

export const openImport = async (world: World, by: string, plan: ImportPlan): Promise<void> => {
  await world.db.write([
    {
      text: `insert into b_imports (id, tbl, by_id, state, mode, file, counts, created_at, finished_at, report) values (:id, :tbl, :by, 'running', :mode, :file, :counts, :now, '', '')`,
      params: {
        id: plan.id,
        tbl: plan.table,
        by,
        mode: plan.key ?? 'insert',
        file: plan.file,
        counts: JSON.stringify({ plan, people: [] }),
        now: nowOf(world),
      },
    },
    stampChange(world),
  ]);
  await world.tables.reload();
};

export const markImport = async (
  world: World,
  plan: ImportPlan,
  to: { readonly state: ImportState; readonly report: ImportReport; readonly people: readonly NewcomerName[] },
): Promise<void> => {
  await world.db.write([
    {
      text: 'update b_imports set state = :state, report = :report, counts = :counts, finished_at = :now where id = :id',
      params: {
        id: plan.id,
        state: to.state,
        report: JSON.stringify(to.report),
        counts: JSON.stringify({ plan, people: to.people }),
        now: nowOf(world),
      },
    },
    ...(to.state === 'done' ? [tableEvent(world, plan.table, { kind: 'import', by: '' })] : []),
    stampChange(world),
  ]);
  await world.tables.reload();
  world.feed.poke();
};

export const findImport = async (world: World, id: string): Promise<StoredImport | undefined> => {
  const [row] = await world.db.read<StoredImport>({ text: `select ${storedJson} from b_imports where id = :id`, params: { id } });
  return row;
};

export const unfinishedImports = (world: World): Promise<readonly StoredImport[]> =>
  world.db.read<StoredImport>({ text: `select ${storedJson} from b_imports where state in ('running', 'applying') limit 100`, params: {} });

export interface Staging {
  readonly changes: readonly RowChange[];
  /** Place of the first among all changes of the import. */
  readonly from: number;
}

/** Changes of existing rows wait here until the whole file is read. */
export const stageChanges = (plan: ImportPlan, { changes, from }: Staging, newId: () => string): readonly Statement[] =>
  changes.length === 0
    ? []
    : [
        {
          text: `insert into b_import_changes (id, import_id, seq, record, body) select json_extract(e.value, '$[0]'), :import, json_extract(e.value, '$[1]'), json_extract(e.value, '$[2]'), json_extract(e.value, '$[3]') from json_each(:rows) e`,
          params: {
            import: plan.id,
            rows: JSON.stringify(changes.map((change, at) => [newId(), from + at, change.record, JSON.stringify(change.values)])),
          },
        },
      ];

export interface StagedChange extends RowChange {
  readonly seq: number;
}

export const stagedChanges = (world: World, importId: string, after: number): Promise<readonly StagedChange[]> =>
  world.db.read<StagedChange>(
    {
      text: `select json_object('seq', seq, 'record', record, 'values', json(body)) as j from b_import_changes where import_id = :import and seq > :after order by seq limit 200`,
      params: { import: importId, after },
    },
    { job: true },
  );

const chunk = 2000;

/** Takes everything of an import away that did not end: rows, their words and options, staged changes; the whole table where it was being made. */
export const undoImport = async (world: World, plan: ImportPlan): Promise<void> => {
  const staged = { text: 'delete from b_import_changes where import_id = :id', params: { id: plan.id } };
  await world.db.write([staged], { job: true });
  if (plan.fresh) return eraseTable(world, plan.table);
  const table = world.tables.any(plan.table)?.table;
  if (!table) return;
  const rows = `select rowid from ${table.collection} where import_id = :id order by id limit ${chunk}`;
  const index = `i_${table.key}_import`;
  await world.db.write(
    [{ text: `create index if not exists ${index} on ${table.collection} (import_id) where import_id <> ''`, params: {} }],
    { job: true },
  );
  for (;;) {
    const params = { id: plan.id };
    const result = await world.db.write(
      [
        { text: `delete from ${table.searchTable} where rowid in (${rows})`, params },
        { text: `delete from ${table.optionTable} where row in (select id from ${table.collection} where rowid in (${rows}))`, params },
        { text: `delete from ${table.collection} where rowid in (${rows})`, params },
      ],
      { job: true },
    );
    if (!result.ok || (result.results[2]?.changes ?? 0) < chunk) break;
  }
  await world.db.write([{ text: `drop index if exists ${index}`, params: {} }], { job: true });
};
