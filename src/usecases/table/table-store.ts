import { compileFieldCheck, type FieldCheck } from '#core/compile/field-check.ts';
import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Definition } from '#core/definition/definition.ts';
import type { Database } from '#usecases/ports/database.ts';

export type TableState = 'live' | 'building' | 'bin';

/** A table as it stands: its live revision compiled, and the imports whose rows do not show yet. */
export interface TableEntry {
  readonly id: string;
  readonly key: string;
  readonly state: TableState;
  readonly demo: boolean;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly table: CompiledTable;
  readonly check: FieldCheck;
  readonly hidden: readonly string[];
}

/** The tables of the firm, compiled once per revision and kept in memory. */
export interface TableStore {
  all(): readonly TableEntry[];
  /** A table staff can work in, by key. */
  live(key: string): TableEntry | undefined;
  any(key: string): TableEntry | undefined;
  reload(): Promise<void>;
}

interface TableRow {
  readonly id: string;
  readonly key: string;
  readonly state: TableState;
  readonly live: number;
  readonly importId: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly document: string;
}

const tablesSql = `select json_object('id', t.id, 'key', t.key, 'state', t.state, 'live', t.live, 'importId', t.import_id, 'createdBy', t.created_by, 'updatedAt', t.updated_at, 'document', r.document) as j
from b_tables t join b_revisions r on r.tbl = t.key and r.number = t.live order by t.created_at, t.id limit 2000`;
const hiddenSql = `select json_array(tbl, id) as j from b_imports where state = 'running' limit 1000`;

/** `import_id` of a table made by the demonstration, so that one click removes it. */
export const demoMark = 'demo';

export const openTableStore = async (db: Database): Promise<TableStore> => {
  let entries = new Map<string, TableEntry>();
  let running: Promise<void> | undefined;
  const load = async (): Promise<void> => {
    const [rows, hidden] = await Promise.all([
      db.read<TableRow>({ text: tablesSql, params: {} }),
      db.read<[string, string]>({ text: hiddenSql, params: {} }),
    ]);
    const old = entries;
    entries = new Map(
      rows.map((row) => [
        row.key,
        entryOf(
          row,
          hidden.filter(([key]) => key === row.key).map(([, id]) => id),
          old.get(row.key),
        ),
      ]),
    );
  };
  const reload = (): Promise<void> => {
    const next = (running ?? Promise.resolve()).then(load, load);
    running = next;
    return next;
  };
  await reload();
  return {
    all: () => [...entries.values()],
    live: (key) => {
      const entry = entries.get(key);
      return entry?.state === 'live' ? entry : undefined;
    },
    any: (key) => entries.get(key),
    reload,
  };
};

const entryOf = (row: TableRow, hidden: readonly string[], old: TableEntry | undefined): TableEntry => {
  const known = old !== undefined && old.id === row.id && old.table.revision === row.live ? old : undefined;
  const table = known?.table ?? compileTable(readDocument(row.document), row.live);
  return {
    id: row.id,
    key: row.key,
    state: row.state,
    demo: row.importId === demoMark,
    createdBy: row.createdBy,
    updatedAt: row.updatedAt,
    table,
    check: known?.check ?? compileFieldCheck(table),
    hidden,
  };
};

/** Documents were checked before they were stored. */
const readDocument = (text: string): Definition => {
  const definition: Definition = JSON.parse(text);
  return definition;
};
