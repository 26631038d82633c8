import { besideTable } from '#core/compile/beside-table.ts';
import { compileFieldCheck, type FieldCheck } from '#core/compile/field-check.ts';
import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { lineBook, type RegisteredLine } from '#core/compile/line-book.ts';
import type { Definition } from '#core/definition/definition.ts';
import type { Database } from '#usecases/ports/database.ts';
import { readLines, type TrialCircle } from '#usecases/revision/revision.ts';

export type TableState = 'live' | 'building' | 'bin';

/** One revision of a table, ready for work. */
export interface TableForm {
  readonly table: CompiledTable;
  readonly check: FieldCheck;
  /** The fields with words that only the other living form shows, where a trial lives and there are any. */
  readonly beside?: CompiledTable | undefined;
}

/** A table as it stands: its live revision compiled, and the imports whose rows do not show yet. */
export interface TableEntry extends TableForm {
  readonly id: string;
  readonly key: string;
  readonly state: TableState;
  readonly demo: boolean;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly hidden: readonly string[];
  /** The revision that is live for some people only. */
  readonly trial: (TableForm & { readonly circle: TrialCircle }) | undefined;
  /** Every registered cell line, those that are no longer kept too. */
  readonly lines: readonly RegisteredLine[];
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
  readonly importId: string;
  readonly createdBy: string;
  readonly updatedAt: string;
  readonly live: number;
  readonly document: string;
  readonly lines: string;
  readonly trial: StoredTrial | null;
}

interface StoredTrial {
  readonly number: number;
  readonly circle: TrialCircle;
  readonly document: string;
  readonly lines: string;
}

/** A trial that is being published is one until the flip: its people keep their form, and its lines stay in step if the publish comes to nothing. */
const onTrial = `(d.state = 'trial' or d.state = 'publishing' and exists (select 1 from b_jobs j where j.tbl = d.tbl and j.kind = 'publish' and j.state = 'running' and json_extract(j.params, '$.number') = d.number and json_extract(j.params, '$.was') = 'trial'))`;
const trialSql = `(select json_object('number', d.number, 'circle', json(d.trial), 'document', d.document, 'lines', d.lines) from b_revisions d where d.tbl = t.key and d.trial <> '' and ${onTrial} limit 1)`;
const tablesSql = `select json_object('id', t.id, 'key', t.key, 'state', t.state, 'live', t.live, 'importId', t.import_id, 'createdBy', t.created_by, 'updatedAt', t.updated_at, 'document', r.document, 'lines', r.lines, 'trial', json(${trialSql})) as j
from b_tables t join b_revisions r on r.tbl = t.key and r.number = t.live order by t.created_at, t.id limit 2000`;
const hiddenSql = `select json_array(tbl, id) as j from b_imports where state = 'running' limit 1000`;
const linesSql = `select json_array(tbl, json_object('field', field, 'line', line, 'kind', kind, 'schema', json(schema), 'until', until, 'readings', json(case readings when '' then '{}' else readings end))) as j from b_lines where tbl <> '' order by tbl, field, line limit 5000`;

/** `import_id` of a table made by the demonstration, so that one click removes it. */
export const demoMark = 'demo';

interface Loaded {
  readonly lines: readonly RegisteredLine[];
  readonly hidden: readonly string[];
  readonly old: TableEntry | undefined;
  /** Lines are kept through their day. */
  readonly today: string;
}

export const openTableStore = async (db: Database, now: () => number = Date.now): Promise<TableStore> => {
  let entries = new Map<string, TableEntry>();
  let running: Promise<void> | undefined;
  const load = async (): Promise<void> => {
    const [rows, hidden, lines] = await Promise.all([
      db.read<TableRow>({ text: tablesSql, params: {} }),
      db.read<[string, string]>({ text: hiddenSql, params: {} }),
      db.read<[string, RegisteredLine]>({ text: linesSql, params: {} }),
    ]);
    const old = entries;
    const today = new Date(now()).toISOString().slice(0, 10);
    const ofTable = <T>(pairs: readonly (readonly [string, T])[], key: string): readonly T[] =>
      pairs.flatMap(([table, part]) => (table === key ? [part] : []));
    entries = new Map(
      rows.map((row) => [
        row.key,
        entryOf(row, { lines: ofTable(lines, row.key), hidden: ofTable(hidden, row.key), old: old.get(row.key), today }),
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

const entryOf = (row: TableRow, loaded: Loaded): TableEntry => {
  const old = loaded.old?.id === row.id ? loaded.old : undefined;
  const { trial } = row;
  const live = formOf({ ...row, number: row.live }, loaded, old);
  const tried = trial ? formOf(trial, loaded, old?.trial) : undefined;
  return {
    id: row.id,
    key: row.key,
    state: row.state,
    demo: row.importId === demoMark,
    createdBy: row.createdBy,
    updatedAt: row.updatedAt,
    hidden: loaded.hidden,
    lines: loaded.lines,
    ...live,
    beside: tried && besideTable(tried.table, [live.table]),
    trial: trial && tried ? { ...tried, beside: besideTable(live.table, [tried.table]), circle: trial.circle } : undefined,
  };
};

interface StoredForm {
  readonly number: number;
  readonly document: string;
  readonly lines: string;
}

/** The form as it was, unless another revision or other lines are meant: who holds it sees by identity that nothing changed. */
const formOf = (stored: StoredForm, { lines, today }: Loaded, old: TableForm | undefined): TableForm => {
  const book = lineBook(readLines(stored.lines).lines, lines, today);
  if (old?.table.revision === stored.number && JSON.stringify(old.table.lines) === JSON.stringify(book))
    return { table: old.table, check: old.check };
  const table = compileTable(readDocument(stored.document), stored.number, book);
  return { table, check: compileFieldCheck(table) };
};

/** Documents were checked before they were stored. */
const readDocument = (text: string): Definition => {
  const definition: Definition = JSON.parse(text);
  return definition;
};
