import type { Impact } from '#core/definition/diff-impact.ts';
import { compareRevisions, type RevisionChange } from '#core/record/compare-revisions.ts';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Problem } from '#core/problem.ts';
import { done, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import { insertJob, type JobEnd } from '#usecases/job/job.ts';
import type { JobRun, JobTools, JobWork } from '#usecases/job/job-desk.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { openStructure, planAgainst, refusedChanges, type RevisionPlan } from '#usecases/revision/plan-revision.ts';
import { reusedKeys } from '#usecases/revision/reused-keys.ts';
import { laterNotice } from '#usecases/revision/later-indexes.ts';
import { revisionImpact } from '#usecases/revision/revision-impact.ts';
import { findRevision, type Mappings } from '#usecases/revision/revision.ts';
import { classifySceneOf, todayOf } from '#usecases/revision/scene.ts';
import { needsScan, scanTable, type Scanned } from '#usecases/revision/scan-table.ts';
import type { RowReport } from '#usecases/revision/tally-rows.ts';
import { countRows } from '#usecases/table/count-rows.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

/** What publishing would do, to the document and to every row. `problems`: why it cannot be published as it stands. */
export interface FullPlan extends RevisionPlan {
  readonly report: PlanReport;
}

/** The part of a plan that the rows say; what a plan job leaves behind. */
export interface PlanReport extends RowReport {
  readonly problems: readonly Problem[];
  readonly impact: readonly Impact[];
}

export interface PlanRequest {
  readonly key: string;
  /** A document from outside, or the number of a stored one. */
  readonly definition: unknown;
  readonly number: number | undefined;
  readonly mappings: Mappings;
}

export type Planned =
  { readonly kind: 'done'; readonly plan: FullPlan } | { readonly kind: 'job'; readonly id: string; readonly plan: RevisionPlan };

/** Above this many rows a plan that looks at them goes on in the background. */
const mostAtOnce = 5000;

export const planRows = async (tools: JobTools, caller: Caller, request: PlanRequest): Promise<Outcome<Planned>> => {
  const { world, jobs } = tools;
  const opened = await openPlan(world, caller, request);
  if (!opened.ok) return opened;
  const { entry, plan } = opened.value;
  const mappings = { ...opened.value.mappings, ...request.mappings };
  const change = changeOf(world, entry, { definition: plan.definition, number: entry.table.revision + 1 });
  const looks = needsScan({ change, changes: plan.changes });
  if (!looks || (await countRows(world, entry)) <= mostAtOnce) {
    const scanned = looks
      ? await scanTable(world, { change, changes: plan.changes, scene: classifySceneOf(world, caller, mappings), tell: () => undefined })
      : await untouched(world, entry);
    return done({ kind: 'done', plan: { ...plan, report: await reportOf(world, { entry, plan, change, scanned }) } });
  }
  const id = world.newId();
  await world.db.write([
    insertJob(world, { id, table: entry.key, kind: 'plan', by: caller.id, params: { definition: plan.definition, mappings } }),
  ]);
  jobs.begin(id).catch(() => undefined); // its end is told by the job
  return done({ kind: 'job', id, plan });
};

export interface PlanSource {
  readonly entry: TableEntry;
  readonly plan: RevisionPlan;
  readonly mappings: Mappings;
}

/** The document that is judged against the live one. */
export const openPlan = async (world: World, caller: Caller, { key, definition, number }: PlanRequest): Promise<Outcome<PlanSource>> => {
  const opened = openStructure(world, caller, key);
  if (!opened.ok) return opened;
  const entry = opened.value;
  if (number !== undefined) {
    const found = await findRevision(world, key, number);
    return found ? done({ entry, plan: planAgainst(entry, found.definition), mappings: found.mappings }) : notFound;
  }
  const checked = checkDefinition(definition);
  return checked.ok ? done({ entry, plan: planAgainst(entry, checked.value), mappings: {} }) : refusedFor(...checked.problems);
};

/** A new revision against the live one, before any of its columns is made. */
export const changeOf = (world: World, entry: TableEntry, next: Parameters<typeof compareRevisions>[1]): RevisionChange =>
  compareRevisions({ live: entry.table, registry: entry.lines, today: todayOf(world), hasColumns: false, fills: true }, next);

/** Nothing of the change can be told from the rows. */
export const untouched = async (world: World, entry: TableEntry): Promise<Scanned> => {
  const rows = await countRows(world, entry);
  return { report: { rows, clean: rows, lossy: 0, failing: 0, fields: [] }, problems: [] };
};

interface Reporting {
  readonly entry: TableEntry;
  readonly plan: RevisionPlan;
  readonly change: RevisionChange;
  readonly scanned: Scanned;
}

const reportOf = async (world: World, { entry, plan, change, scanned }: Reporting): Promise<PlanReport> => ({
  ...scanned.report,
  problems: [...refusedChanges(plan), ...(await reusedKeys(world, entry, plan.definition)), ...scanned.problems],
  impact: [
    ...(await revisionImpact(world, { before: entry.table.definition, after: plan.definition, changes: plan.changes })),
    ...(await laterNotice(world, change.table, scanned.report.rows)),
  ],
});

interface PlanParams {
  readonly definition: unknown;
  readonly mappings: Mappings;
}

/** The job of a plan; begins anew after a crash, since it writes nothing. */
export const planWork: JobWork = async (world: World, { job, tell, scan }: JobRun): Promise<JobEnd> => {
  const { definition, mappings } = job.params as PlanParams; // written by planRows
  const entry = world.tables.any(job.table);
  const checked = checkDefinition(definition);
  if (!entry || !checked.ok) return { state: 'failed', problems: checked.ok ? [] : checked.problems };
  const plan = planAgainst(entry, checked.value);
  const total = await countRows(world, entry);
  const change = changeOf(world, entry, { definition: plan.definition, number: entry.table.revision + 1 });
  tell(0, total);
  const scene = classifySceneOf(world, { id: job.by, team: '' }, mappings);
  const scanned = await scan(() =>
    scanTable(world, { change, changes: plan.changes, scene, tell: (seen) => tell(Math.min(seen, total), total) }),
  );
  tell(total, total);
  return {
    state: 'done',
    report: { changes: plan.changes, refused: plan.refused, ...(await reportOf(world, { entry, plan, change, scanned })) },
  };
};
