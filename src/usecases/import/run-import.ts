import type { Lookup, Person } from '#core/field/contract.ts';
import { problem, type Problem } from '#core/problem.ts';
import { planCreate, type NewRow } from '#core/record/plan-create.ts';
import type { SheetRow } from '#core/transfer/cell.ts';
import { checkName } from '#usecases/person/person-rules.ts';
import type { OpenWorkbook, RefusedLine, Workbooks } from '#usecases/ports/workbooks.ts';
import type { World } from '#usecases/ports/world.ts';
import { applyImport } from '#usecases/import/apply-import.ts';
import { findExisting, uniqueFields } from '#usecases/import/find-existing.ts';
import { mostSamples, type ImportPlan, type ImportReport, type RefusedSample } from '#usecases/import/import-plan.ts';
import { markImport, openImport, stageChanges, undoImport, type NewcomerName, type Staging } from '#usecases/import/import-store.ts';
import { judgeImportRow, type ImportJudging, type RowChange } from '#usecases/import/judge-import.ts';
import { judgingOf, type TableAccess } from '#usecases/table/open-table.ts';

export interface ImportScene {
  readonly world: World;
  readonly access: TableAccess;
  readonly plan: ImportPlan;
  readonly workbook: OpenWorkbook;
  readonly workbooks: Workbooks;
  /** Says that the caller wants it ended. */
  readonly signal: AbortSignal;
  readonly onProgress: (report: ImportReport) => void;
}

interface Tally {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  readonly samples: RefusedSample[];
}

const writeChunk = 2000;

/** Reads a sheet into a table. Nothing shows before it ends; cancelled, failed or crashed it leaves nothing behind. */
export const runImport = async (scene: ImportScene): Promise<ImportReport> => {
  const { world, access, plan } = scene;
  const begun = world.now();
  const tally: Tally = { read: 0, created: 0, updated: 0, unchanged: 0, refused: 0, samples: [] };
  const newcomers = newcomerLookup(access.lookup, plan.fresh, world.newId);
  const report = (state: ImportReport['state'], fault?: Problem): ImportReport =>
    reportOf(scene, { state, tally, newcomers: newcomers.people(), begun, fault });
  if (!plan.dryRun) await openImport(world, access.caller.id, plan);
  try {
    await readRows(scene, { tally, lookup: newcomers.lookup, tell: () => scene.onProgress(report('running')) });
    if (plan.dryRun) return report('done');
    await markImport(world, plan, { state: 'applying', report: report('applying'), people: newcomers.people() });
    scene.onProgress(report('applying'));
    await applyImport(world, { plan, by: access.caller.id, people: newcomers.people() });
    const last = report('done');
    await markImport(world, plan, { state: 'done', report: last, people: newcomers.people() });
    return last;
  } catch (error) {
    const fault = scene.signal.aborted ? undefined : faultOf(error);
    if (!plan.dryRun) {
      await undoImport(world, plan);
      await markImport(world, plan, { state: scene.signal.aborted ? 'cancelled' : 'failed', report: report('failed', fault), people: [] });
    }
    await scene.workbooks.dropRefused(plan.id);
    if (!scene.signal.aborted && fault?.code === 'internal') throw error;
    return report(scene.signal.aborted ? 'cancelled' : 'failed', fault);
  }
};

const faultOf = (error: unknown): Problem =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? problem(error.code) : problem('internal', '', { id: '' });

class Cancelled extends Error {}

interface Reading {
  readonly tally: Tally;
  readonly lookup: Lookup;
  readonly tell: () => void;
}

const readRows = async (scene: ImportScene, { tally, lookup, tell }: Reading): Promise<void> => {
  const { world, access, plan, workbook, signal } = scene;
  const judging: ImportJudging = {
    plan,
    judging: { ...judgingOf(access, false), lookup },
    updates: access.scope('update'),
    newId: world.newId,
    seen: new Map(uniqueFields(access.table).map((field) => [field.key, new Set<string>()])),
  };
  let writing: Promise<unknown> = Promise.resolve();
  let rows: NewRow[] = [];
  let changes: RowChange[] = [];
  const flush = async (): Promise<void> => {
    await writing;
    writing = plan.dryRun ? Promise.resolve() : writeChunkOf(scene, rows, { changes, from: tally.updated - changes.length });
    writing.catch(() => undefined); // awaited before the next chunk and at the end
    [rows, changes] = [[], []];
  };
  for await (const batch of workbook.rows(plan.sheet)) {
    if (signal.aborted) throw new Cancelled();
    const data = batch.filter((row) => row.number >= plan.firstData);
    const existing = await findExisting(world, { access, plan }, data);
    const refused: RefusedLine[] = [];
    for (const row of data) {
      tally.read += 1;
      const verdict = judgeImportRow(judging, row, existing);
      if (verdict.kind === 'refused') refused.push(refuse(scene, tally, { row, problems: verdict.problems }));
      else if (verdict.kind === 'create') rows.push(verdict.row);
      else if (verdict.kind === 'update') changes.push(verdict.change);
      if (verdict.kind === 'create') tally.created += 1;
      if (verdict.kind === 'update') tally.updated += 1;
      if (verdict.kind === 'unchanged') tally.unchanged += 1;
    }
    if (refused.length > 0) await scene.workbooks.keepRefused(plan.id, refused);
    if (rows.length + changes.length >= writeChunk) await flush();
    tell();
  }
  await flush();
  await writing;
  if (signal.aborted) throw new Cancelled();
};

const writeChunkOf = async ({ world, access, plan }: ImportScene, rows: readonly NewRow[], staged: Staging): Promise<void> => {
  const create =
    rows.length === 0
      ? []
      : planCreate({
          table: access.table,
          rows,
          note: { at: access.now, by: access.caller.id, door: 'import', importId: plan.id },
          today: access.asker.today,
          pinyin: world.pinyin,
          answer: false,
          history: false,
        });
  const statements = [...create, ...stageChanges(plan, staged, world.newId)];
  if (statements.length === 0) return;
  const result = await world.db.write(statements, { job: true });
  if (!result.ok) throw new Error(`an import's rows were refused: ${JSON.stringify(result.conflict)}`);
};

const refuse = (
  { access, plan }: ImportScene,
  tally: Tally,
  { row, problems }: { readonly row: SheetRow; readonly problems: readonly Problem[] },
): RefusedLine => {
  tally.refused += 1;
  const placed = problems.map((fault) => {
    const key = fault.path.split('/')[1] ?? '';
    const column = plan.columns.find((target) => target.field === key);
    return { column, key, fault };
  });
  const naming = plan.columns.find((target) => target.field !== null && access.table.field(target.field)?.type.name === 'text');
  for (const { column, key, fault } of placed) {
    if (tally.samples.length >= mostSamples) break;
    const name = naming ? row.cells[naming.index] : null;
    tally.samples.push({
      number: row.number,
      name: typeof name === 'string' ? name.slice(0, 60) : '',
      title: column?.title ?? access.table.field(key)?.schema.title ?? '',
      field: key === '' ? null : key,
      cell: column ? (row.cells[column.index] ?? null) : null,
      problem: fault,
    });
  }
  return { number: row.number, cells: row.cells, problems: placed.map(({ column, fault }) => [column?.index ?? -1, fault] as const) };
};

/** Knows the firm's people, and in a new table everybody its workbook names. */
const newcomerLookup = (lookup: Lookup, fresh: boolean, newId: () => string) => {
  const newcomers = new Map<string, Person>();
  const byId = new Map<string, Person>();
  const named = (text: string): readonly Person[] => {
    const known = lookup.peopleNamed(text);
    if (known.length > 0 || !fresh || checkName(text).length > 0) return known;
    const newcomer = newcomers.get(text) ?? { id: newId(), name: text, email: '', team: '' };
    newcomers.set(text, newcomer);
    byId.set(newcomer.id, newcomer);
    return [newcomer];
  };
  return {
    lookup: { ...lookup, peopleNamed: named, person: (id: string) => lookup.person(id) ?? byId.get(id) },
    people: (): readonly NewcomerName[] => [...newcomers.values()].map(({ id, name }) => ({ id, name })),
  };
};

interface ReportFacts {
  readonly state: ImportReport['state'];
  readonly tally: Tally;
  readonly newcomers: readonly NewcomerName[];
  readonly begun: number;
  readonly fault: Problem | undefined;
}

const reportOf = ({ plan, world }: ImportScene, { state, tally, newcomers, begun, fault }: ReportFacts): ImportReport => ({
  id: plan.id,
  table: plan.table,
  file: plan.file,
  sheet: plan.sheetName,
  state,
  dryRun: plan.dryRun,
  total: plan.totalRows,
  ...tally,
  blankRows: plan.blankRows,
  leftOut: plan.columns.filter((column) => column.field === null && column.index !== plan.idColumn).map((column) => column.title),
  people: newcomers.map((person) => person.name),
  startedAt: new Date(begun).toISOString(),
  seconds: Math.round((world.now() - begun) / 100) / 10,
  ...(fault ? { problem: fault } : {}),
});
