import { planUpdate } from '#core/record/plan-change.ts';
import { readRow, rowJson } from '#core/query/row-json.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { UnitStatement, WriteNote } from '#core/record/unit.ts';
import { readBeside } from '#usecases/record/read-beside.ts';
import type { World } from '#usecases/ports/world.ts';
import { addPerson } from '#usecases/person/add-person.ts';
import { stampChange } from '#usecases/person/setting.ts';
import { finishTable } from '#usecases/table/create-table.ts';
import type { ImportPlan } from '#usecases/import/import-plan.ts';
import { lookupOf } from '#usecases/table/open-table.ts';
import { stagedChanges, type NewcomerName, type StagedChange } from '#usecases/import/import-store.ts';

export interface Application {
  readonly plan: ImportPlan;
  readonly by: string;
  readonly people: readonly NewcomerName[];
}

/** The second half of an import, after which it is done: newcomers, changes of existing rows, history. Every step may be repeated after a crash. */
export const applyImport = async (world: World, { plan, by, people }: Application): Promise<void> => {
  await addNewcomers(world, people);
  const table = world.tables.any(plan.table)?.table;
  if (!table) return;
  const note: WriteNote = { at: new Date(world.now()).toISOString(), by, door: 'import', importId: plan.id };
  await applyChanges(world, table, note);
  await writeHistory(world, table, note);
  await world.db.write([{ text: 'delete from b_import_changes where import_id = :id', params: { id: plan.id } }], { job: true });
  if (plan.fresh) await finishTable(world, plan.table);
  world.feed.poke();
};

const addNewcomers = async (world: World, people: readonly NewcomerName[]): Promise<void> => {
  const missing = people.filter((person) => !world.directory.person(person.id));
  if (missing.length === 0) return;
  const statements = missing.map(({ id, name }) =>
    addPerson(world, { id, name, email: '', role: 'staff', team: '', state: 'unlinked', password: '' }),
  );
  await world.db.write([...statements, stampChange(world)]);
  await world.directory.reload();
};

/** Staged changes go on top of the rows as they stand now; a row that vanished meanwhile is passed over. */
const applyChanges = async (world: World, table: CompiledTable, note: WriteNote): Promise<void> => {
  for (let after = -1; ;) {
    const staged = await stagedChanges(world, note.importId, after);
    const last = staged.at(-1);
    if (!last) return;
    await applyTogether(world, { table, note }, staged);
    after = last.seq;
  }
};

const mostTries = 5;

const applyTogether = async (
  world: World,
  { table, note }: { readonly table: CompiledTable; readonly note: WriteNote },
  staged: readonly StagedChange[],
): Promise<void> => {
  const lookup = lookupOf(world, 'zh-CN');
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const rows = await world.db.read<readonly unknown[]>(
      {
        text: `select ${rowJson(table)} as j from ${table.collection} t where t.deleted_at = '' and t.id in (select value from json_each(:ids))`,
        params: { ids: JSON.stringify(staged.map((change) => change.record)) },
      },
      { job: true },
    );
    const byId = new Map(rows.map((row) => readRow(table, row)).map((record) => [record.id, record]));
    const beside = await readBeside(world, world.tables.live(table.key)?.beside, [...byId.keys()]);
    const statements = staged.flatMap(({ record, values }): readonly UnitStatement[] => {
      const before = byId.get(record);
      return before
        ? planUpdate({
            table,
            before,
            values,
            beside: beside.get(record),
            historyId: world.newId(),
            note,
            pinyin: world.pinyin,
            lookup,
          }).filter((statement) => statement.returns !== true)
        : [];
    });
    if ((await world.db.write(statements, { job: true })).ok) return;
  }
  throw new Error('rows of an import change faster than they can be written');
};

/** One line for each row the import made, unless a repeated step wrote it already. It takes the id of its row: both ascend, which keeps the index of ids cheap. */
const writeHistory = async (world: World, table: CompiledTable, note: WriteNote): Promise<void> => {
  const columns = 'id, tbl, record, version, revision, kind, at, by_id, door, import_id, changes, owner_before, owner_after';
  for (let after = 0; ;) {
    const params = { import: note.importId, after, tbl: table.key, at: note.at, by: note.by };
    const page = `select rowid from ${table.collection} where import_id = :import and rowid > :after order by rowid limit 5000`;
    const [range] = await world.db.read<readonly [number, number | null]>(
      { text: `select json_array(count(*), max(rowid)) as j from (${page})`, params: { import: note.importId, after } },
      { job: true },
    );
    if (!range || range[1] === null) return;
    await world.db.write(
      [
        {
          text: `insert into b_history (${columns}) select t.id, :tbl, t.id, 1, t.revision, 'create', :at, :by, 'import', :import, '{}', '', t.${table.ownerColumn} from ${table.collection} t where t.rowid > :after and t.rowid <= :upTo and t.import_id = :import and not exists (select 1 from b_history h where h.tbl = :tbl and h.record = t.id and h.import_id = :import)`,
          params: { ...params, upTo: range[1] },
        },
      ],
      { job: true },
    );
    after = range[1];
  }
};
