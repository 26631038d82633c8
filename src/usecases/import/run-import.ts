import { problem, type Problem } from '#core/problem.ts';
import { applyImport } from '#usecases/import/apply-import.ts';
import type { ImportReport } from '#usecases/import/import-plan.ts';
import { ImportStopped, readRows, type ImportScene, type Tally } from '#usecases/import/import-rows.ts';
import { markImport, openImport, undoImport, type NewcomerName } from '#usecases/import/import-store.ts';
import { newcomerLookup } from '#usecases/import/newcomers.ts';
import { withPatience } from '#usecases/import/with-patience.ts';
import { DatabaseUnavailable } from '#usecases/ports/database.ts';
import { openTable } from '#usecases/table/open-table.ts';

/** Reads a sheet into a table. Nothing shows before it ends; cancelled, failed or crashed while reading, it leaves nothing behind. */
export const runImport = async (scene: ImportScene): Promise<ImportReport> => {
  const { world, access, plan } = scene;
  const begun = world.now();
  const tally: Tally = { read: 0, created: 0, updated: 0, unchanged: 0, refused: 0, samples: [] };
  const newcomers = newcomerLookup(access.lookup, plan.fresh, world.newId);
  const report = (state: ImportReport['state'], fault?: Problem): ImportReport =>
    reportOf(scene, { state, tally, newcomers: newcomers.people(), begun, fault });
  if (!plan.dryRun) await openImport(world, access.caller.id, plan);
  try {
    if (isOvertaken(scene)) throw new ImportStopped('import-table-changed');
    await readRows(scene, { tally, lookup: newcomers.lookup, tell: () => scene.onProgress(report('running')) });
  } catch (error) {
    return stopReading(scene, error, report);
  }
  if (plan.dryRun) return report('done');
  const people = newcomers.people();
  await withPatience(() => markImport(world, plan, { state: 'applying', report: report('applying'), people }));
  scene.onProgress(report('applying'));
  await withPatience(() => applyImport(world, { plan, by: access.caller.id, people }));
  const last = report('done');
  await withPatience(() => markImport(world, plan, { state: 'done', report: last, people }));
  return last;
};

/** A revision was published between the order and the first row: its lines would not be written. A publish looks for this import after that, so one of the two gives way. */
const isOvertaken = ({ world, access, plan }: ImportScene): boolean =>
  !plan.fresh && openTable(world, access.caller, plan.table)?.whole !== access.whole;

/** Takes everything away again; a bug is thrown on when that is done. */
const stopReading = async (
  { world, plan, workbooks, signal }: ImportScene,
  error: unknown,
  report: (state: ImportReport['state'], fault?: Problem) => ImportReport,
): Promise<ImportReport> => {
  const last = signal.aborted ? report('cancelled') : report('failed', faultOf(error));
  if (!plan.dryRun) {
    await withPatience(() => undoImport(world, plan));
    await withPatience(() => markImport(world, plan, { state: last.state, report: last, people: [] }));
  }
  await workbooks.dropRefused(plan.id);
  if (last.problem?.code === 'internal') throw error;
  return last;
};

const faultOf = (error: unknown): Problem => {
  if (error instanceof DatabaseUnavailable) return problem('import-database');
  if (error instanceof ImportStopped) return problem(error.code);
  const known = error instanceof Error && error.name === 'WorkbookStopped' && 'code' in error && typeof error.code === 'string';
  return known ? problem(String(error.code)) : problem('internal', '', { id: '' });
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
