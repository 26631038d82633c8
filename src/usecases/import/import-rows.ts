import type { Lookup } from '#core/field/contract.ts';
import type { Problem } from '#core/problem.ts';
import type { NewRow } from '#core/record/new-row.ts';
import type { UnitStatement } from '#core/record/unit.ts';
import { planCreate } from '#core/record/plan-create.ts';
import type { SheetRow } from '#core/transfer/cell.ts';
import type { OpenWorkbook, RefusedLine, Workbooks } from '#usecases/ports/workbooks.ts';
import type { World } from '#usecases/ports/world.ts';
import { findExisting, uniqueFields } from '#usecases/import/find-existing.ts';
import { mostSamples, type ImportPlan, type ImportReport, type RefusedSample } from '#usecases/import/import-plan.ts';
import { stageChanges, type Staging } from '#usecases/import/import-store.ts';
import { judgeImportRow, type ImportJudging, type RowChange } from '#usecases/import/judge-import.ts';
import { countErrors } from '#usecases/review/count-usage.ts';
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

export interface Tally {
  read: number;
  created: number;
  updated: number;
  unchanged: number;
  refused: number;
  readonly samples: RefusedSample[];
}

/** Ends an import by itself; `code` is the problem its report tells. */
export class ImportStopped extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

const writeChunk = 2000;
/** Rows judged in one go (2 ms): then others have their turn, and the chunk that is being sent goes on its way. */
const breath = 50;
const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export interface Reading {
  readonly tally: Tally;
  readonly lookup: Lookup;
  readonly tell: () => void;
}

/** Judges every row of the sheet and writes what is taken, a chunk while the next one is judged. */
export const readRows = async (scene: ImportScene, { tally, lookup, tell }: Reading): Promise<void> => {
  const { world, access, plan, workbook, signal } = scene;
  const judging: ImportJudging = {
    plan,
    judging: { ...judgingOf(access, false), lookup },
    updates: access.scope('update'),
    access,
    newId: world.newId,
    seen: new Map(uniqueFields(access.table).map((field) => [field.key, new Set<string>()])),
  };
  let writing: Promise<unknown> = Promise.resolve();
  let rows: NewRow[] = [];
  let changes: RowChange[] = [];
  const flush = async (): Promise<void> => {
    const unit = plan.dryRun ? [] : planChunk({ ...scene, lookup }, rows, { changes, from: tally.updated - changes.length });
    [rows, changes] = [[], []];
    await writing; // the chunks go in their order, so that new numbers do
    writing = writeChunkOf(world, unit);
    writing.catch(() => undefined); // awaited before the next chunk and at the end
  };
  for await (const batch of workbook.rows(plan.sheet)) {
    if (signal.aborted) throw new ImportStopped('import-cancelled');
    const data = batch.filter((row) => row.number >= plan.firstData);
    const existing = await findExisting(world, { access, plan }, data);
    const refused: RefusedLine[] = [];
    for (const row of data) {
      tally.read += 1;
      if (tally.read % breath === 0) await othersTurn();
      const verdict = judgeImportRow(judging, row, existing);
      if (verdict.kind === 'refused' && !plan.dryRun) countErrors(world, access, verdict.problems);
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
  if (signal.aborted) throw new ImportStopped('import-cancelled');
};

/** Made while the chunk before is still being written. */
const planChunk = (
  { world, access, plan, lookup }: ImportScene & Pick<Reading, 'lookup'>,
  rows: readonly NewRow[],
  staged: Staging,
): readonly UnitStatement[] => {
  const create =
    rows.length === 0
      ? []
      : planCreate({
          table: access.whole,
          rows,
          note: { at: access.now, by: access.caller.id, door: 'import', importId: plan.id },
          today: access.asker.today,
          pinyin: world.pinyin,
          lookup,
          answer: false,
          history: false,
        });
  return [...create, ...stageChanges(plan, staged, world.newId)];
};

const writeChunkOf = async (world: World, unit: readonly UnitStatement[]): Promise<void> => {
  if (unit.length === 0) return;
  const result = await world.db.write(unit, { job: true });
  if (!result.ok) throw new ImportStopped('import-overtaken');
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
