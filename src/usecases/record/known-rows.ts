import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';
import type { TableEntry } from '#usecases/table/table-store.ts';

/** Rows of one form that were read or written last, by id. A form compiled anew begins without any. */
const known = new WeakMap<CompiledTable, Map<string, StoredRecord>>();
const most = 500;

/** Keeps a whole row as it was read or written just now: whoever opens a row often saves it next. */
export const rememberRow = (table: CompiledTable, record: StoredRecord): void => {
  const rows = known.get(table) ?? new Map<string, StoredRecord>();
  known.set(table, rows);
  rows.delete(record.id);
  rows.set(record.id, record);
  const oldest = rows.keys().next();
  if (rows.size > most && oldest.done !== true) rows.delete(oldest.value);
};

/** Where rows of a table were written without a new version. */
export const forgetRows = ({ table, trial }: Pick<TableEntry, 'table' | 'trial'>): void => {
  known.delete(table);
  if (trial) known.delete(trial.table);
};

/**
 * A row at the version somebody names, without asking the database; it may be over by now, so only a unit that checks the version makes what
 * comes of it true. None where rows change without a version (kept lines, another living form) or may not show yet (imports).
 */
export const recallRow = ({ whole, hidden, beside }: TableAccess, id: string, version: number): StoredRecord | undefined => {
  if (whole.keepsLines || beside !== undefined || hidden.length > 0) return undefined;
  const record = known.get(whole)?.get(id);
  return record?.version === version && record.deleted === '' ? record : undefined;
};
