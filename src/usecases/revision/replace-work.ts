import { problem } from '#core/problem.ts';
import type { Value } from '#core/definition/definition.ts';
import { readRow, rowJson } from '#core/query/row-json.ts';
import { moveCursor } from '#usecases/job/job.ts';
import type { JobWork } from '#usecases/job/job-desk.ts';
import { changeRows } from '#usecases/revision/change-rows.ts';
import { holdersSql, type ReplaceParams } from '#usecases/revision/replace-options.ts';

/** What a replacement did; `skipped`: rows that were changed by others again and again. */
export interface ReplaceReport {
  readonly changed: number;
  readonly skipped: readonly string[];
  readonly revision: number | null;
}

interface Cursor {
  readonly after: string;
  readonly changed: number;
  readonly skipped: readonly string[];
}

/** Rows of one unit, some 50 ms of the one writer. */
const unitRows = 40;
const start: Cursor = { after: '', changed: 0, skipped: [] };

/** Replaces in units; the cursor goes with each, so that no row is counted twice after a crash. */
export const replaceWork: JobWork = async (world, { job, tell }) => {
  const params = job.params as ReplaceParams; // written by replaceOptions
  let cursor = (job.cursor as Cursor | null) ?? start; // written below
  const caller = { id: job.by, team: '' };
  const table = world.tables.live(job.table)?.table;
  if (!table) return { state: 'failed', problems: [problem('table-gone')] };
  const count = holdersSql(world, caller, { table, replacement: params, after: cursor.after, select: 'json_array(count(*)) as j' });
  const total = cursor.changed + ((await world.db.read<readonly [number]>(count, { job: true }))[0]?.[0] ?? 0);
  const note = { at: new Date(world.now()).toISOString(), by: job.by, door: 'revision', importId: job.id };
  for (;;) {
    const page = holdersSql(world, caller, { table, replacement: params, after: cursor.after, select: `${rowJson(table)} as j` });
    const found = await world.db.read<readonly unknown[]>({ ...page, text: `${page.text} order by t.id limit ${unitRows}` }, { job: true });
    const rows = found.map((row) => readRow(table, row));
    const last = rows.at(-1);
    if (!last) break;
    const next: Cursor = { after: last.id, changed: cursor.changed + rows.length, skipped: cursor.skipped };
    const skipped = await changeRows(world, {
      table,
      rows,
      note,
      also: [moveCursor(world, job.id, next)],
      valuesOf: ({ values }) => {
        const after = replaced(values[params.field] ?? null, params);
        return after === undefined ? undefined : { [params.field]: after };
      },
    });
    cursor = { ...next, changed: next.changed - skipped.length, skipped: [...next.skipped, ...skipped] };
    tell(cursor.changed, total);
  }
  return { state: 'done', report: { changed: cursor.changed, skipped: cursor.skipped, revision: params.revision } satisfies ReplaceReport };
};

/** Undefined where the value holds none of the options. */
const replaced = (value: Value, { from, to }: ReplaceParams): Value | undefined => {
  if (Array.isArray(value)) {
    const ids: readonly string[] = value;
    return ids.some((id) => from.includes(id)) ? [...new Set(ids.map((id) => (from.includes(id) ? to : id)))] : undefined;
  }
  return typeof value === 'string' && from.includes(value) ? to : undefined;
};
