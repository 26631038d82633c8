import type { Outcome } from '#usecases/outcome.ts';
import { done, notFound } from '#usecases/outcome.ts';
import type { OpenWorkbook, Workbooks } from '#usecases/ports/workbooks.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import type { ImportPlan, ImportReport } from '#usecases/import/import-plan.ts';
import { findImport } from '#usecases/import/import-store.ts';
import { runImport } from '#usecases/import/run-import.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

interface Running {
  readonly by: string;
  report: ImportReport;
  readonly stop: AbortController;
  readonly workbook: OpenWorkbook;
}

export interface ImportOrder {
  readonly access: TableAccess;
  readonly plan: ImportPlan;
  readonly workbook: OpenWorkbook;
}

/** Imports under way in this process: at most two at once, the others wait in line. Reports of dry runs live here for an hour. */
export interface ImportDesk {
  /** Begins in the background; the promise ends with the import. */
  begin(world: World, order: ImportOrder): Promise<ImportReport>;
  report(world: World, caller: Caller, id: string): Promise<Outcome<ImportReport>>;
  cancel(caller: Caller, id: string): Outcome<true>;
}

const keepReports = 3_600_000;
const mostAtOnce = 2;

export const openImportDesk = (workbooks: Workbooks): ImportDesk => {
  const running = new Map<string, Running>();
  const turns = openTurns(mostAtOnce);
  const begin = async (world: World, { access, plan, workbook }: ImportOrder): Promise<ImportReport> => {
    const stop = new AbortController();
    const entry: Running = { by: access.caller.id, report: firstReport(plan, world.now()), stop, workbook };
    running.set(plan.id, entry);
    await turns.enter();
    try {
      entry.report = await runImport({
        world,
        access,
        plan,
        workbook,
        workbooks,
        signal: stop.signal,
        onProgress: (report) => (entry.report = report),
      });
      return entry.report;
    } catch (error) {
      entry.report = { ...entry.report, state: 'failed', problem: { code: 'internal', path: '', params: { id: plan.id } } };
      throw error;
    } finally {
      turns.leave();
      await workbook.close();
      setTimeout(() => running.delete(plan.id), keepReports).unref();
    }
  };
  return {
    begin,
    report: async (world, caller, id) => {
      const entry = running.get(id);
      if (entry) return entry.by === caller.id ? done(entry.report) : notFound;
      const stored = await findImport(world, id);
      return stored?.by === caller.id && stored.report ? done(stored.report) : notFound;
    },
    cancel: (caller, id) => {
      const entry = running.get(id);
      if (entry?.by !== caller.id || entry.report.state !== 'running') return notFound;
      entry.stop.abort();
      void entry.workbook.close();
      return done(true);
    },
  };
};

/** Lets so many through at once; the others wait in the order they came. */
const openTurns = (most: number) => {
  const waiting: (() => void)[] = [];
  let busy = 0;
  return {
    enter: async (): Promise<void> => {
      if (busy >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      else busy += 1;
    },
    leave: (): void => {
      const next = waiting.shift();
      if (next) next();
      else busy -= 1;
    },
  };
};

const firstReport = (plan: ImportPlan, now: number): ImportReport => ({
  id: plan.id,
  table: plan.table,
  file: plan.file,
  sheet: plan.sheetName,
  state: 'running',
  dryRun: plan.dryRun,
  total: plan.totalRows,
  read: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  refused: 0,
  blankRows: plan.blankRows,
  leftOut: [],
  people: [],
  samples: [],
  startedAt: new Date(now).toISOString(),
  seconds: 0,
});
