import { planCollection } from '#core/compile/plan-collection.ts';
import { same } from '#core/definition/change.ts';
import type { ChangedField } from '#core/record/compare-revisions.ts';
import { problem, type Problem } from '#core/problem.ts';
import { endJob, moveCursor, type JobEnd } from '#usecases/job/job.ts';
import type { JobRun, JobWork } from '#usecases/job/job-desk.ts';
import { DatabaseUnavailable, type Statement } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';
import { stampChange } from '#usecases/person/setting.ts';
import { forgetRows } from '#usecases/record/known-rows.ts';
import { countRows } from '#usecases/table/count-rows.ts';
import { fillRows, followTail, lastHistory } from '#usecases/revision/fill-lines.ts';
import { flipUnit, staleIndexes } from '#usecases/revision/flip-unit.ts';
import { dayAfter, registerLines, registerReadings, settleLines, type LinePair } from '#usecases/revision/line-store.ts';
import { publishReport } from '#usecases/revision/publish-report.ts';
import {
  firstCursor,
  openPublishScene,
  type Cursor,
  type PublishParams,
  type PublishScene,
  type Step,
} from '#usecases/revision/publish-scene.ts';
import { orderIndexes, splitIndexes } from '#usecases/revision/later-indexes.ts';
import { livingForms } from '#usecases/revision/living-forms.ts';
import { runningImports } from '#usecases/revision/running-imports.ts';
import { writeLines, type Mappings } from '#usecases/revision/revision.ts';
import { reusedKeys } from '#usecases/revision/reused-keys.ts';
import { needsScan, scanTable } from '#usecases/revision/scan-table.ts';
import { unfoundFields } from '#usecases/revision/unfound-fields.ts';
import { untouched } from '#usecases/revision/plan-rows.ts';

/** The next place, or why it comes to nothing, or that it is done. */
type Outcome = { readonly next: Cursor } | { readonly problems: readonly Problem[] } | { readonly report: unknown };

/** Publishes, rolls back or begins a trial: step by step, each taken up again from the cursor after a crash. */
export const publishWork: JobWork = async (world, run) => {
  try {
    return await takeSteps(world, run);
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) await world.db.write([release(run)]); // a bug leaves no revision half-published
    throw error;
  }
};

const takeSteps: JobWork = async (world, run) => {
  let cursor = (run.job.cursor as Cursor | null) ?? firstCursor; // written by these steps
  const entry = world.tables.live(run.job.table);
  const rows = entry ? await countRows(world, entry) : 0;
  for (;;) {
    const scene = await openPublishScene(world, { run, cursor, rows });
    if (!scene) {
      await world.db.write([release(run)]);
      return { state: 'failed', problems: [problem('table-gone')] };
    }
    const isFlipped = cursor.step !== 'after' && scene.found.line.live && scene.params.trial === null;
    const outcome = isFlipped ? { next: { ...cursor, step: 'after' as const } } : await steps[cursor.step](scene);
    if ('report' in outcome) return { state: 'done', report: outcome.report };
    if ('problems' in outcome) return giveUp(scene, outcome.problems);
    cursor = outcome.next;
  }
};

const release = ({ job }: JobRun): Statement => {
  const { was, number } = job.params as PublishParams; // written by beginPublish
  return {
    text: `update b_revisions set state = :was where tbl = :table and number = :number and state = 'publishing'`,
    params: { was, table: job.table, number },
  };
};

/** Takes the revision back to what it was; nothing has shown to anybody. */
const giveUp = async ({ world, run, entry }: PublishScene, problems: readonly Problem[]): Promise<JobEnd | undefined> => {
  const end: JobEnd = { state: 'failed', problems };
  await world.db.write([
    release(run),
    ...settleLines(entry.key, entry.lines, { living: await livingForms(world, entry), left: dayAfter(world.now(), -1) }),
    endJob(world, run.job.id, end),
    stampChange(world),
  ]);
  await world.tables.reload();
  return end;
};

const judge = async ({ world, run, params, cursor, change, changes, scene, rows, entry, found }: PublishScene): Promise<Outcome> => {
  if (entry.table.revision !== params.seen) return { problems: [problem('publish-overtaken')] };
  const reused = params.rollback ? [] : await reusedKeys(world, entry, found.definition);
  if (reused.length > 0) return { problems: reused };
  if (params.rollback || !needsScan({ change, changes }))
    return { next: { ...cursor, step: 'lines', report: (await untouched(world, entry)).report } };
  const tell = (seen: number): void => run.tell(Math.min(seen, rows), rows * 2);
  const { report, problems } = await run.scan(() => scanTable(world, { change, changes, scene, tell }));
  if (problems.length > 0) return { problems };
  return moveOn(world, run, { ...cursor, step: 'lines', report });
};

/** Columns first, then the registry: from the reload on every write of this process writes the new lines too. */
const lines = async ({ world, run, params, cursor, change, entry, found }: PublishScene): Promise<Outcome> => {
  const { collection, columns, tables } = planCollection(change.table);
  await world.db.ensureCollection({ name: collection, columns });
  await world.db.write(
    tables.map((text) => ({ text, params: {} })),
    { job: true },
  );
  const pairs = readPairs(change.fields, params.mappings);
  const isKept = ({ key, to }: ChangedField): boolean =>
    entry.table.field(key)?.kept.some(({ line }) => line === to.line) === true && !pairs.some(({ field }) => field === key);
  const behind = change.fields.filter((field) => field.derived || field.filling || (field.moved && !isKept(field))).map(({ key }) => key);
  const fills = [...new Set([...behind, ...(await unfoundFields(world, { live: entry.table, next: change.table }))])];
  const next: Cursor = {
    ...cursor,
    step: fills.length > 0 ? 'fill' : 'indexes',
    fills,
    seq: await lastHistory(world),
    registered: world.now(),
  };
  const stored = writeLines({ lines: change.plan.lines, mappings: { ...found.mappings, ...params.mappings } });
  const moved = await writeAll(world, [
    ...registerLines(world, entry.key, change.plan),
    ...registerReadings(entry.key, entry.lines, pairs),
    {
      text: 'update b_revisions set lines = :lines where tbl = :table and number = :number',
      params: { lines: stored, table: entry.key, number: params.number },
    },
    moveCursor(world, run.job.id, next),
    stampChange(world),
  ]);
  if (!moved) throw new Error('the lines of a revision were not registered');
  await world.tables.reload();
  if (fills.length > 0 && (await runningImports(world, entry.key)) > 0) return { problems: [problem('publish-import-running')] };
  return { next };
};

/** The lines whose readings are others than those they were kept in step by: their rows are converted anew. */
const readPairs = (fields: readonly ChangedField[], mappings: Mappings): readonly LinePair[] =>
  fields.flatMap(({ key, from, to, moved }) => {
    const [given, shown] = [mappings[key], from?.line ?? 1];
    if (!moved || given === undefined) return [];
    const standing = from?.kept.find(({ line }) => line === to.line)?.there ?? {};
    return same(given, standing) ? [] : [{ field: key, from: shown, to: to.line, readings: given }];
  });

const fill = async (given: PublishScene): Promise<Outcome> => {
  const { world, run, cursor, rows } = given;
  let done = 0;
  const move = (last: string): Statement => moveCursor(world, run.job.id, { ...cursor, after: last });
  const tell = (more: number): void => {
    done += more;
    run.tell(Math.min(rows + done, rows * 2), rows * 2);
  };
  const after = await fillRows(world, given, { after: cursor.after, move, tell });
  const seq = await followTail(world, given, cursor.seq);
  return moveOn(world, run, { ...cursor, step: 'indexes', after, seq });
};

/** One by one, so that a write waits for one index at most. */
const indexes = async ({ world, run, params, cursor, change, rows }: PublishScene): Promise<Outcome> => {
  const next: Cursor = { ...cursor, step: 'flip' };
  if (params.trial !== null) return { next };
  for (const text of (await splitIndexes(world, change.table, rows)).now) {
    const made = await world.db.write([{ text, params: {} }], { job: true });
    if (!made.ok) return { problems: [problem('publish-not-unique')] };
  }
  return run.job.cursor === null && cursor.fills.length === 0 ? { next } : moveOn(world, run, next);
};

const flip = async (scene: PublishScene): Promise<Outcome> => {
  const { world, run, params, cursor, change, entry, rows } = scene;
  const isFilled = cursor.fills.length > 0;
  if (isFilled) await pause(params.patience - (world.now() - cursor.registered));
  const seq = isFilled ? await followTail(world, scene, cursor.seq) : cursor.seq;
  const next: Cursor = { ...cursor, step: 'after', seq };
  const { later } = params.trial === null ? await splitIndexes(world, change.table, rows) : { later: [] };
  const night = later.length > 0 ? orderIndexes(world, { table: entry.key, by: run.job.by }) : [];
  const flipped = await world.db.write([...(await flipUnit(scene)), ...night, moveCursor(world, run.job.id, next)], { job: true });
  if (!flipped.ok) return { problems: [problem(flipped.conflict.kind === 'changes' ? 'publish-overtaken' : 'publish-not-unique')] };
  await world.tables.reload();
  world.feed.poke();
  return { next };
};

/** Requests that were under way at the flip may have written the old line alone. */
const stragglers = 400;

const after = async (scene: PublishScene): Promise<Outcome> => {
  const { world, cursor, change, entry, params } = scene;
  const stale = params.trial === null ? await staleIndexes(world, planCollection(change.table)) : [];
  if (stale.length > 0) await world.db.write(stale, { job: true });
  if (cursor.fills.length > 0) {
    const seq = await followTail(world, scene, cursor.seq);
    await pause(stragglers);
    await followTail(world, scene, seq);
    forgetRows(entry);
  }
  return { report: await publishReport(world, { entry, scene }) };
};

const steps: Readonly<Record<Step, (scene: PublishScene) => Promise<Outcome>>> = { judge, lines, fill, indexes, flip, after };

const moveOn = async (world: World, run: JobRun, next: Cursor): Promise<Outcome> => {
  if (!(await writeAll(world, [moveCursor(world, run.job.id, next)]))) throw new Error(`the job ${run.job.id} is over`);
  return { next };
};

const writeAll = async (world: World, statements: readonly Statement[]): Promise<boolean> =>
  (await world.db.write(statements, { job: true })).ok;

const pause = (milliseconds: number): Promise<void> =>
  milliseconds <= 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds));
