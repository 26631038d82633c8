import { createHash } from 'node:crypto';
import type { Definition, FieldSchema, Values } from '#core/definition/definition.ts';
import { readRow } from '#core/query/row-json.ts';
import { scanSql } from '#core/query/scan-query.ts';
import { planCreate } from '#core/record/plan-create.ts';
import { rowHashText } from '#core/record/row-hash.ts';
import { openJobDesk, type JobTools } from '#usecases/job/job-desk.ts';
import type { World } from '#usecases/ports/world.ts';
import { jobWorks } from '#usecases/revision/job-works.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import { rollbackRevision } from '#usecases/revision/rollback-revision.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import { lookupOf } from '#usecases/table/open-table.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Outcome } from '#usecases/outcome.ts';
import type { Begun } from '#usecases/revision/begin-publish.ts';
import type { PublishReport } from '#usecases/revision/publish-report.ts';
import type { Caller } from '#usecases/ports/world.ts';
import { sound } from '#support/firm.ts';

/** Jobs of a world without a server; a bug in one fails the test that waits for it. */
export const toolsOf = (world: World): JobTools => ({
  world,
  jobs: openJobDesk(world, {
    works: jobWorks,
    onError: (id, error) => {
      throw new Error(`job ${id}`, { cause: error });
    },
  }),
});

export const liveTable = (world: World, key: string): CompiledTable => {
  const entry = world.tables.live(key);
  if (!entry) throw new Error(`no table ${key}`);
  return entry.table;
};

export const rowKey = (at: number): string => `r${String(at).padStart(14, '0')}`;

/** Rows with ids in their order, written as a create writes them. */
export const fillRows = async (world: World, table: CompiledTable, rows: readonly Values[]): Promise<void> => {
  const note = { at: '2026-01-02T03:04:05.000Z', by: 'staff1', door: 'import', importId: '' };
  const unit = 2000;
  for (let from = 0; from < rows.length; from += unit) {
    const part = rows.slice(from, from + unit).map((values, at) => ({ id: rowKey(from + at), historyId: world.newId(), values }));
    const lookup = lookupOf(world, 'zh-CN');
    const statements = planCreate({
      table,
      rows: part,
      note,
      today: '2026-01-02',
      pinyin: world.pinyin,
      lookup,
      answer: false,
      history: false,
    });
    const result = await world.db.write(statements, { job: true });
    if (!result.ok) throw new Error(JSON.stringify(result.conflict));
  }
};

/** What a revision shows of all rows, as one hash. */
export const hashRows = async (world: World, table: CompiledTable): Promise<string> => {
  const hash = createHash('sha256');
  for (let after = ''; ;) {
    const rows = await world.db.read<readonly unknown[]>(scanSql(table, { after, limit: 2000 }), { job: true });
    for (const row of rows) {
      const record = readRow(table, row);
      hash.update(rowHashText(table, record));
      after = record.id;
    }
    if (rows.length < 2000) return hash.digest('hex');
  }
};

/** The live document with a field set or changed. */
export const withField = (world: World, key: string, [field, schema]: readonly [string, FieldSchema]): Definition => {
  const { definition } = liveTable(world, key);
  return sound({ ...definition, record: { ...definition.record, properties: { ...definition.record.properties, [field]: schema } } });
};

export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value;
};

/** Stores and publishes to the end. */
export const publish = async (tools: JobTools, caller: Caller, definition: Definition): Promise<PublishReport> => {
  const { line } = valueOf(await storeRevision(tools.world, caller, { key: definition.key, definition, note: 'test' }));
  return ended(tools, valueOf(await publishRevision(tools, caller, { key: definition.key, number: line.number, note: '', mappings: {} })));
};

export const rollback = async (tools: JobTools, caller: Caller, [key, number]: readonly [string, number]): Promise<PublishReport> =>
  ended(tools, valueOf(await rollbackRevision(tools, caller, { key, number, note: 'back' })));

/** Waits for a job that goes on. */
export const ended = async ({ jobs }: JobTools, { job }: Begun): Promise<PublishReport> => {
  const last = job && (await jobs.begin(job.id));
  if (last?.state !== 'done') throw new Error(JSON.stringify(last?.problems));
  return last.report as PublishReport; // written by publishWork
};

/** Why something was refused. */
export const codesOf = (outcome: Outcome<unknown>): readonly string[] => {
  if (outcome.ok) return [];
  return outcome.refusal.kind === 'refused' ? outcome.refusal.problems.map(({ code }) => code) : [outcome.refusal.kind];
};
