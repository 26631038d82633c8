import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { problem } from '#core/problem.ts';
import type { Definition, FieldSchema, Option, Value } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import { rowsSql } from '#core/query/scan-query.ts';
import { sameValue } from '#core/record/merge.ts';
import { done, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import { moveCursor, type Job, type NewJob } from '#usecases/job/job.ts';
import type { JobTools, JobWork } from '#usecases/job/job-desk.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { changeRows, type RowsChanged } from '#usecases/revision/change-rows.ts';
import { openStructure } from '#usecases/revision/plan-revision.ts';
import { followsWords, publishOptions, type OptionsChange } from '#usecases/revision/publish-options.ts';
import { withOptions, type ReplaceParams } from '#usecases/revision/replace-options.ts';
import { nameOf, type Sample } from '#usecases/revision/tally-rows.ts';

interface UndoParams {
  /** The replacement. */
  readonly job: string;
  readonly field: string;
  readonly revision: number | null;
}

/** What an undo did; `binned`: rows of the bin, `kept`: rows that somebody changed since, which stay as they are. */
export interface UndoReport {
  readonly restored: number;
  readonly binned: number;
  readonly kept: { readonly count: number; readonly samples: readonly Pick<Sample, 'title' | 'number'>[] };
  readonly revision: number | null;
}

/** Takes a finished replacement back: the options are in use again, and rows that still hold the new one get theirs. */
export const undoReplacement = async (
  tools: JobTools,
  caller: Caller,
  { key, id }: { readonly key: string; readonly id: string },
): Promise<Outcome<string>> => {
  const { world, jobs } = tools;
  const opened = openStructure(world, caller, key);
  if (!opened.ok) return opened;
  const replacement = await jobs.look(id);
  if (replacement?.table !== key) return notFound;
  if (replacement.kind !== 'replace' || replacement.state === 'running' || (await isUndone(world, id)))
    return refusedFor(problem('job-not-undoable'));
  const table = world.tables.live(key)?.table;
  if (!table) return notFound;
  const undo = world.newId();
  const jobOf = (revision: number | null): NewJob => {
    const params: UndoParams = { job: id, field: paramsOf(replacement).field, revision };
    return { id: undo, table: key, kind: 'undo', by: caller.id, params };
  };
  const began = await publishOptions(tools, caller, { ...reopened(table.definition, paramsOf(replacement)), jobOf });
  if (!began.ok) return began;
  jobs.begin(undo).catch(() => undefined); // its end is told by the job
  return done(undo);
};

const paramsOf = (job: Job): ReplaceParams => job.params as ReplaceParams; // written by replaceOptions

const isUndone = async (world: World, id: string): Promise<boolean> => {
  const rows = await world.db.read<readonly [string]>({
    text: `select json_array(id) as j from b_jobs where kind = 'undo' and state <> 'failed' and json_extract(params, '$.job') = :id limit 1`,
    params: { id },
  });
  return rows.length > 0;
};

/** The replaced options as they stood; one that was thrown away since is there again, for rows are about to hold it. */
const reopened = (live: Definition, { revision, field, from, options }: ReplaceParams): Pick<OptionsChange, 'definition' | 'note'> => {
  const replaced = options.filter((option) => from.includes(option.const));
  const note = `↺ ${replaced.map((option) => option.title).join('、')}`.slice(0, 200);
  if (revision === null) return { definition: live, note };
  const stood = new Map(options.map((option) => [option.const, option]));
  const definition = withOptions(withReturned(live, field, replaced), {
    field,
    change: (option) => {
      const before = from.includes(option.const) ? stood.get(option.const) : undefined;
      if (!before) return option;
      const rest = Object.entries(option).filter(([keyword]) => !retiring.has(keyword));
      const retired = Object.entries(before).filter(([keyword]) => retiring.has(keyword));
      return { const: option.const, title: option.title, ...Object.fromEntries([...rest, ...retired]) };
    },
    standIn: (id) => id,
  });
  return { definition, note };
};

/** The document with options that the field no longer has at the end of its list. */
const withReturned = (definition: Definition, key: string, options: readonly Option[]): Definition => {
  const field = definition.record.properties[key];
  const known = field ? optionsOf(field) : [];
  const missing = options.filter((option) => !known.some((one) => one.const === option.const));
  if (!field || known.length === 0 || missing.length === 0) return definition;
  const returned: FieldSchema = field.items
    ? { ...field, items: { oneOf: [...known, ...missing] } }
    : { ...field, oneOf: [...known, ...missing] };
  return { ...definition, record: { ...definition.record, properties: { ...definition.record.properties, [key]: returned } } };
};

/** Keywords that retiring an option sets. */
const retiring: ReadonlySet<string> = new Set(['deprecated', 'x-replaced-by']);

interface Cursor {
  readonly seq: number;
  readonly restored: number;
  readonly binned: number;
  readonly kept: number;
  readonly samples: readonly (Pick<Sample, 'title' | 'number'> & { readonly id: string })[];
}

/** A line of the history of the replacement. */
type Changed = readonly [seq: number, record: string, changes: Readonly<Record<string, readonly [Value, Value]>>];

const unitRows = 40;
const toldRows = 50;
const start: Cursor = { seq: 0, restored: 0, binned: 0, kept: 0, samples: [] };

export const undoWork: JobWork = async (world, { job, tell }) => {
  const { job: replacement, field, revision } = job.params as UndoParams; // written by undoReplacement
  let cursor = (job.cursor as Cursor | null) ?? start; // written below
  if (!(await followsWords(world, job.table, revision))) return { state: 'failed', problems: [problem('publish-overtaken')] };
  const total = await countChanges(world, replacement);
  const note = { at: new Date(world.now()).toISOString(), by: job.by, door: 'revision', importId: job.id };
  for (;;) {
    const table = world.tables.live(job.table)?.table; // another one, where somebody publishes meanwhile
    if (!table?.field(field)) return { state: 'failed', problems: [problem('table-gone')] };
    const lines = await readChanges(world, { replacement, seq: cursor.seq });
    const last = lines.at(-1);
    if (!last) break;
    const changes = new Map(lines.map((line) => [line[1], line]));
    const found = await world.db.read<readonly unknown[]>(rowsSql(table, [...changes.keys()]), { job: true });
    const rows = found.map((row) => readRow(table, row));
    const valuesOf = ({ id, values }: StoredRecord) => {
      const [, , line = {}] = changes.get(id) ?? [];
      const stands = Object.entries(line).filter(([key, [, after]]) => table.field(key) && sameValue(values[key] ?? null, after));
      return stands.some(([key]) => key === field) ? Object.fromEntries(stands.map(([key, [before]]) => [key, before])) : undefined;
    };
    const moved = (made: RowsChanged): Cursor => moveOn(cursor, made, { table, seq: last[0] });
    const made = await changeRows(world, { table, rows, note, also: (outcome) => [moveCursor(world, job.id, moved(outcome))], valuesOf });
    cursor = moved(made);
    tell(cursor.restored + cursor.binned + cursor.kept, total);
  }
  const { restored, binned, kept, samples } = cursor;
  return { state: 'done', report: { restored, binned, kept: { count: kept, samples }, revision } satisfies UndoReport };
};

const moveOn = (
  cursor: Cursor,
  { changed, left }: RowsChanged,
  { table, seq }: { readonly table: CompiledTable; readonly seq: number },
): Cursor => {
  const binned = changed.filter(({ deleted }) => deleted !== '').length;
  return {
    seq,
    restored: cursor.restored + changed.length - binned,
    binned: cursor.binned + binned,
    kept: cursor.kept + left.length,
    samples: [...cursor.samples, ...left.map((row) => ({ id: row.id, ...nameOf(table, row) }))].slice(0, toldRows),
  };
};

const countChanges = async (world: World, replacement: string): Promise<number> => {
  const [row] = await world.db.read<readonly [number]>({
    text: `select json_array(count(*)) as j from b_history where import_id = :replacement and kind = 'update'`,
    params: { replacement },
  });
  return row?.[0] ?? 0;
};

interface Asked {
  readonly replacement: string;
  readonly seq: number;
}

/** What the replacement did to the field, in its order. */
const readChanges = (world: World, { replacement, seq }: Asked): Promise<readonly Changed[]> =>
  world.db.read<Changed>({
    text: `select json_array(rowid, record, json(changes)) as j from b_history where import_id = :replacement and kind = 'update' and rowid > :seq order by rowid limit ${unitRows}`,
    params: { replacement, seq },
  });
