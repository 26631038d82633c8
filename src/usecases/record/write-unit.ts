import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { problem, pointer } from '#core/problem.ts';
import type { UnitStatement } from '#core/record/unit.ts';
import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import { rememberRow } from '#usecases/record/known-rows.ts';
import { shown } from '#usecases/record/find-record.ts';
import type { WriteConflict, WriteResult } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';
import { refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** Writes one unit, about one row where that is named, and tells the feed. */
export const writeUnit = async (world: World, statements: readonly UnitStatement[], row = ''): Promise<WriteResult> => {
  const result = await world.db.write(statements, { row });
  if (result.ok) world.feed.poke();
  return result;
};

/** The rows that the last `returns` statement of a unit read back, as the caller may see them. */
export const answeredRows = (access: TableAccess, result: Extract<WriteResult, { ok: true }>): readonly StoredRecord[] =>
  (result.results.findLast((answer) => answer.rows !== undefined)?.rows ?? []).flatMap((row) =>
    Array.isArray(row) ? [shown(access, remembered(access.whole, readRow(access.whole, row)))] : [],
  );

const remembered = (table: CompiledTable, record: StoredRecord): StoredRecord => {
  rememberRow(table, record);
  return record;
};

/** A unique index refused: the field it belongs to says so. */
export const uniqueRefusal = (access: TableAccess, conflict: Extract<WriteConflict, { kind: 'unique' }>): Outcome<never> => {
  const column = conflict.column.split('.').at(-1) ?? '';
  const field = access.whole.fields.find((candidate) => [candidate, ...candidate.kept].some((line) => line.column === column));
  const isSeen = field === undefined || access.table.field(field.key) !== undefined;
  return refusedFor(problem('not-unique', isSeen ? pointer(field?.key ?? column) : ''));
};
