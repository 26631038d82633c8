import { besideTable } from '#core/compile/beside-table.ts';
import { compileTable } from '#core/compile/compile-table.ts';
import { lineBook } from '#core/compile/line-book.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { diffDefinitions } from '#core/definition/diff-definitions.ts';
import type { Change } from '#core/definition/change.ts';
import type { ClassifyScene } from '#core/record/classify-row.ts';
import { compareRevisions, type RevisionChange } from '#core/record/compare-revisions.ts';
import type { Job } from '#usecases/job/job.ts';
import type { JobRun } from '#usecases/job/job-desk.ts';
import type { World } from '#usecases/ports/world.ts';
import {
  findRevision,
  type Approval,
  type FoundRevision,
  type Mappings,
  type RevisionState,
  type TrialCircle,
} from '#usecases/revision/revision.ts';
import { classifySceneOf, todayOf } from '#usecases/revision/scene.ts';
import type { RowReport } from '#usecases/revision/tally-rows.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

/** What a publish, a rollback or the begin of a trial was asked for. */
export interface PublishParams {
  readonly number: number;
  readonly note: string;
  /** The live number it was judged against; another one at the end means that somebody was faster. */
  readonly seen: number;
  /** State of the revision before, for when it comes to nothing. */
  readonly was: RevisionState;
  readonly mappings: Mappings;
  /** An earlier revision comes back as it was: its rows are not judged. */
  readonly rollback: boolean;
  /** Live for these only; '' until it is published. */
  readonly trial: TrialCircle | null;
  /** The second person's answer, noted at the flip: where it comes to nothing, whoever asked is still known. */
  readonly approved?: Pick<Approval, 'by' | 'words'> | undefined;
  /** Milliseconds until other processes know of new lines for certain. */
  readonly patience: number;
}

export type Step = 'judge' | 'lines' | 'fill' | 'indexes' | 'flip' | 'after';

/** Where a publish stands. Every step may be repeated from its beginning. */
export interface Cursor {
  readonly step: Step;
  readonly report: RowReport | null;
  /** Fields whose line on the new revision has to be filled from the line that is live. */
  readonly fills: readonly string[];
  /** Last row that was filled. */
  readonly after: string;
  /** Last line of the history whose row is known to be in step. */
  readonly seq: number;
  /** When the lines were registered, in milliseconds. */
  readonly registered: number;
}

export const firstCursor: Cursor = { step: 'judge', report: null, fills: [], after: '', seq: 0, registered: 0 };

/** All that a step needs; opened anew for each, since the steps change it. */
export interface PublishScene {
  readonly world: World;
  readonly run: JobRun;
  readonly params: PublishParams;
  readonly cursor: Cursor;
  readonly entry: TableEntry;
  readonly found: FoundRevision;
  readonly change: RevisionChange;
  /** The fields with words that only a form on trial shows. */
  readonly beside: CompiledTable | undefined;
  readonly changes: readonly Change[];
  readonly scene: ClassifyScene;
  readonly rows: number;
}

/** Undefined: the table or the revision is gone. */
export const openPublishScene = async (
  world: World,
  { run, cursor, rows }: Pick<PublishScene, 'run' | 'cursor' | 'rows'>,
): Promise<PublishScene | undefined> => {
  const { job } = run;
  const params = job.params as PublishParams; // written by beginPublish
  const [entry, found] = [world.tables.live(job.table), await findRevision(world, job.table, params.number)];
  if (!entry || !found) return undefined;
  const before = await formBefore(world, entry, params);
  const change = compareRevisions(
    {
      live: before,
      registry: entry.lines,
      today: todayOf(world),
      hasColumns: cursor.step !== 'judge' && cursor.step !== 'lines',
      fills: !params.rollback && params.trial === null,
      refind: cursor.fills,
    },
    { definition: found.definition, number: params.number },
  );
  const changes = diffDefinitions(before.definition, found.definition);
  return {
    world,
    run,
    params,
    cursor,
    entry,
    found,
    change,
    beside: entry.trial && besideTable(entry.trial.table, [change.table, change.reading]),
    changes,
    rows,
    scene: { ...classifySceneOf(world, by(job), params.mappings), flipped: cursor.step === 'after' },
  };
};

const by = ({ by: id }: Job) => ({ id, team: '' });

/** The form that was live when the publish began: the live one until the pointer moves. */
const formBefore = async (world: World, entry: TableEntry, { seen }: PublishParams): Promise<CompiledTable> => {
  if (entry.table.revision === seen) return entry.table;
  const found = await findRevision(world, entry.key, seen);
  if (!found) throw new Error(`revision ${seen} of ${entry.key} is gone`);
  return compileTable(found.definition, seen, lineBook(found.lines, entry.lines, todayOf(world)));
};
