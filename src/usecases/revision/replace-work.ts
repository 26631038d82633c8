import { otherKey } from '#core/compile/compile-table.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { evaluate, type EvaluationScene } from '#core/condition/evaluate.ts';
import { problem } from '#core/problem.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import { readRow, rowJson, type StoredRecord } from '#core/query/row-json.ts';
import { standingOf } from '#usecases/record/update-record.ts';
import { moveCursor } from '#usecases/job/job.ts';
import type { JobWork } from '#usecases/job/job-desk.ts';
import { followsWords } from '#usecases/revision/publish-options.ts';
import { changeRows, type RowsChanged } from '#usecases/revision/change-rows.ts';
import { countHolders, holdersSql, replacingAsker, type ReplaceParams } from '#usecases/revision/replace-options.ts';

/** What a replacement did; `binned`: rows of the bin, `skipped`: rows that were changed by others again and again. */
export interface ReplaceReport {
  readonly changed: number;
  readonly binned: number;
  readonly skipped: readonly string[];
  readonly revision: number | null;
}

interface Cursor {
  readonly after: string;
  readonly changed: number;
  readonly binned: number;
  readonly skipped: readonly string[];
}

/** Rows of one unit, some 50 ms of the one writer. */
const unitRows = 40;
const start: Cursor = { after: '', changed: 0, binned: 0, skipped: [] };

/** Replaces in units; the cursor goes with each, so that no row is counted twice after a crash. */
export const replaceWork: JobWork = async (world, { job, tell }) => {
  const params = job.params as ReplaceParams; // written by replaceOptions
  let cursor = (job.cursor as Cursor | null) ?? start; // written below
  const caller = { id: job.by, team: world.directory.person(job.by)?.team ?? '' };
  if (!(await followsWords(world, job.table, params.revision))) return { state: 'failed', problems: [problem('publish-overtaken')] };
  const begun = world.tables.live(job.table)?.table;
  if (!begun?.field(params.field)) return { state: 'failed', problems: [problem('table-gone')] };
  const left = await countHolders(world, caller, { table: begun, replacement: params, after: cursor.after });
  const total = cursor.changed + cursor.binned + left.count + left.binned;
  const asker = replacingAsker(world, caller);
  const note = { at: new Date(world.now()).toISOString(), by: job.by, door: 'revision', importId: job.id };
  for (;;) {
    const table = world.tables.live(job.table)?.table; // another one, where somebody publishes meanwhile
    if (!table?.field(params.field)) return { state: 'failed', problems: [problem('table-gone')] };
    const valuesOf = (row: StoredRecord): Values | undefined => {
      const after = replaced(row.values[params.field] ?? null, params);
      return after === undefined || !isMeant(params, row, { asker, source: table })
        ? undefined
        : { [params.field]: after, ...otherText(table, row, params) };
    };
    const page = holdersSql(world, caller, { table, replacement: params, after: cursor.after, select: `${rowJson(table)} as j` });
    const found = await world.db.read<readonly unknown[]>({ ...page, text: `${page.text} order by t.id limit ${unitRows}` }, { job: true });
    const rows = found.map((row) => readRow(table, row));
    const last = rows.at(-1);
    if (!last) break;
    const moved = ({ changed, left: stayed }: RowsChanged): Cursor => {
      const binned = changed.filter(({ deleted }) => deleted !== '').length;
      return {
        after: last.id,
        changed: cursor.changed + changed.length - binned,
        binned: cursor.binned + binned,
        skipped: [...cursor.skipped, ...stayed.filter((row) => valuesOf(row) !== undefined).map(({ id }) => id)],
      };
    };
    const outcome = await changeRows(world, {
      table,
      rows,
      note,
      also: (made) => [moveCursor(world, job.id, moved(made))],
      valuesOf,
    });
    cursor = moved(outcome);
    tell(cursor.changed + cursor.binned, total);
  }
  const { changed, binned, skipped } = cursor;
  return { state: 'done', report: { changed, binned, skipped, revision: params.revision } satisfies ReplaceReport };
};

/** Judged again on a row that was written meanwhile. */
const isMeant = ({ where }: ReplaceParams, row: StoredRecord, scene: EvaluationScene): boolean =>
  where === undefined || evaluate(where, standingOf(row), scene);

/** 其他 wants a text: the word of the option that it stands for now. */
const otherText = (table: CompiledTable, { values }: StoredRecord, { field, to, options }: ReplaceParams): Values => {
  const text = table.field(otherKey(field));
  const isOther = text?.otherOf === field && options.some((option) => option.const === to && option['x-other-option'] === true);
  const title = options.find((option) => option.const === values[field])?.title;
  return !isOther || title === undefined || (values[text.key] ?? null) !== null ? {} : { [text.key]: title.slice(0, longestOther) };
};

const longestOther = 100;

/** Undefined where the value holds none of the options. */
const replaced = (value: Value, { from, to }: ReplaceParams): Value | undefined => {
  if (Array.isArray(value)) {
    const ids: readonly string[] = value;
    return ids.some((id) => from.includes(id)) ? [...new Set(ids.map((id) => (from.includes(id) ? to : id)))] : undefined;
  }
  return typeof value === 'string' && from.includes(value) ? to : undefined;
};
