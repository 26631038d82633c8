import { evaluate } from '#core/condition/evaluate.ts';
import type { Reminder } from '#core/definition/definition.ts';
import { problem } from '#core/problem.ts';
import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import { listSql, scanSql } from '#core/query/list-query.ts';
import { exportColumns, type ExportColumnPlan } from '#core/transfer/export-columns.ts';
import type { Cell } from '#core/transfer/cell.ts';
import { done, forbidden, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { countRecords, selectRows, type ListRequest, type Selection } from '#usecases/record/list-records.ts';
import { standingOf } from '#usecases/record/update-record.ts';
import { countExport } from '#usecases/review/count-usage.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

export type RowMark = 'red' | 'amber' | 'blue';

export interface ExportedRow {
  readonly id: string;
  readonly cells: readonly Cell[];
  /** Reminders that hold for the row now. */
  readonly reminders: readonly Reminder[];
}

export interface ExportedTable {
  readonly columns: readonly ExportColumnPlan[];
  /** State rules that mark rows. */
  readonly reminders: readonly Reminder[];
  readonly count: number;
  rows(): AsyncIterable<readonly ExportedRow[]>;
}

/** Larger pages are no faster, and what is read ahead outlives the young garbage: 100 MiB more of it. */
const page = 800;
/** Up to so many rows a file keeps the order asked for; larger ones come by id, in the order the rows were made. */
const mostSorted = 5000;

/** The rows a list shows, or all of them, as cells: what the caller may export of what they may read. */
export const exportRecords = async (
  world: World,
  access: TableAccess,
  request: ListRequest & { readonly columns?: readonly string[] | undefined },
): Promise<Outcome<ExportedTable>> => {
  if (access.rights.export === 'none') return forbidden(problem('no-right-export'));
  const selected = await selectRows(world, access, { ...request, action: 'export' });
  if (!selected.ok) return selected;
  const view = access.table.definition.views.find((candidate) => candidate.key === request.view);
  const keys = request.columns ?? view?.columns;
  const strange = (keys ?? []).filter((key) => !access.table.field(key) && !key.startsWith('$'));
  if (strange.length > 0) return refusedFor(...strange.map((field) => problem('unknown-field', '/columns', { field })));
  countExport(world, access, request.columns);
  const columns = exportColumns(
    access.table,
    keys?.filter((key) => !key.startsWith('$')),
    access.lookup,
  );
  const reminders = access.table.definition.reminders.filter((rule) => rule.on === 'state' && rule.when !== undefined);
  const count = await countRecords(world, access, selected.value.rows);
  return done({ columns, reminders, count, rows: () => readRows(world, access, { selection: selected.value, count, columns, reminders }) });
};

interface Reading {
  readonly selection: Selection;
  readonly count: number;
  readonly columns: readonly ExportColumnPlan[];
  readonly reminders: readonly Reminder[];
}

async function* readRows(world: World, access: TableAccess, reading: Reading): AsyncGenerator<readonly ExportedRow[]> {
  const present = (record: StoredRecord): ExportedRow => ({
    id: record.id,
    cells: reading.columns.map((column) => column.cell(record.values)),
    reminders: reading.reminders.filter(
      (rule) => rule.when !== undefined && evaluate(rule.when, standingOf(record), { asker: access.asker, source: access.table }),
    ),
  });
  for await (const records of pagesOf(world, access, reading)) yield records.map(present);
}

async function* pagesOf(world: World, { table }: TableAccess, { selection, count }: Reading): AsyncGenerator<readonly StoredRecord[]> {
  if (selection.sort.length > 0 && count <= mostSorted) {
    const rows = await world.db.read<readonly [readonly unknown[]]>(listSql(table, { ...selection, limit: mostSorted, after: undefined }), {
      job: true,
    });
    yield rows.map(([row]) => readRow(table, row));
    return;
  }
  const readPage = (afterId: string) =>
    world.db.read<readonly unknown[]>(scanSql(table, selection.rows, { afterId, limit: page }), { job: true });
  let ahead: Promise<readonly (readonly unknown[])[]> | undefined = readPage('');
  while (ahead) {
    const records: readonly StoredRecord[] = (await ahead).map((row) => readRow(table, row));
    ahead = records.length < page ? undefined : readPage(records.at(-1)?.id ?? '');
    ahead?.catch(() => undefined); // reported when it is awaited
    yield records;
  }
}
