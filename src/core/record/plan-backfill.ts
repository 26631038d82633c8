import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { lineName } from '#core/compile/cell-line.ts';
import { searchTokens, type Pinyin } from '#core/compile/search-text.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { classifyRow, type ClassifyScene, type RowOutcome } from '#core/record/classify-row.ts';
import type { ChangedField, RevisionChange } from '#core/record/compare-revisions.ts';
import { marksText, sortCell } from '#core/record/keep-lines.ts';
import { wordsOf, type BesideWords } from '#core/record/plan-change.ts';
import { liftCounters } from '#core/record/number-rows.ts';
import type { UnitStatement } from '#core/record/unit.ts';

export interface Backfill {
  /** One unit; the last statement answers the ids of rows that were written meanwhile, to be read and planned again. None where nothing is to be written. */
  readonly statements: readonly UnitStatement[];
  /** What became of each row, as `classifyRow` says it. */
  readonly outcomes: readonly RowOutcome[];
}

export interface Backfilling {
  readonly change: RevisionChange;
  /** Read under `change.reading`, whose columns must all be there (`hasColumns`). */
  readonly rows: readonly StoredRecord[];
  readonly scene: ClassifyScene;
  readonly pinyin: Pinyin;
  /** What rows hold in fields that only a form on trial shows, by row: read after them. */
  readonly beside?: ReadonlyMap<string, BesideWords> | undefined;
}

/** Whether any row has to be written before the new revision can show it. */
export const needsBackfill = ({ fields }: RevisionChange): boolean => fields.some(writes);

const writes = ({ moved, derived, filling }: ChangedField): boolean => moved || derived || filling !== undefined;
/** Its own column gets another value. */
const setsValue = ({ moved, filling }: ChangedField): boolean => moved || filling !== undefined;

/**
 * Converts a page of rows to the lines of a new revision: lines, sort keys, marks, search words, index of options. Neither version nor
 * history, for no value that anybody sees changes yet; rows whose version is another by now are left alone. Twice does no harm.
 */
export const planBackfill = (backfilling: Backfilling): Backfill => {
  const { change, rows, scene } = backfilling;
  const outcomes = rows.map((row) => classifyRow(change, row, scene));
  if (!needsBackfill(change) || rows.length === 0) return { statements: [], outcomes };
  const pairs = rows.flatMap((row, at): readonly Pair[] => {
    const outcome = outcomes[at];
    return outcome ? [{ row, outcome }] : [];
  });
  const moved = change.fields.filter(setsValue);
  const serials = moved.filter(({ to }) => to.type.name === 'serial');
  const statements = [
    ...writeRows(backfilling, pairs),
    ...moved.filter(({ to }) => to.type.json === 'array').flatMap((field) => writeOptions(change.table, field, pairs)),
    ...serials.flatMap(({ to }) => liftCounters(change.table, to, outcomes)),
    leftOut(change.table, rows),
  ];
  return { statements, outcomes };
};

interface Pair {
  readonly row: StoredRecord;
  readonly outcome: RowOutcome;
}

type Cell = string | number | null;

const writeRows = ({ change, pinyin, beside }: Backfilling, pairs: readonly Pair[]): readonly UnitStatement[] => {
  const { table } = change;
  const fields = change.fields.filter(writes);
  const finds = fields.some(({ to, derived }) => to.type.searchable || derived);
  const shown = { fields: [...table.fields, ...change.reading.fields.filter(({ key }) => table.field(key) === undefined)] };
  const texts = finds
    ? pairs.map((pair) => wordsOf({ table: shown, beside: beside?.get(pair.row.id), pinyin }, standingOf(change, pair)))
    : []; // others work with the old form yet
  const columns = [...fields.flatMap(columnsOf), 'differs', ...(finds ? ['search_text'] : [])];
  const cells = pairs.map(({ row, outcome }, at): readonly Cell[] => [
    row.id,
    row.version,
    ...fields.flatMap((field): readonly Cell[] => cellsOf(field, outcome.values[field.key] ?? null, pinyin)),
    marksAfter(row, outcome, fields),
    ...(finds ? [texts[at] ?? ''] : []),
  ]);
  const sets = columns.map((column, at) => `${column} = json_extract(e.value, '$[${at + 2}]')`);
  const update: UnitStatement = {
    text: `update ${table.collection} as t set ${sets.join(', ')} from json_each(:rows) e where ${sameVersion}`,
    params: { rows: JSON.stringify(cells) },
  };
  return [
    update,
    ...(finds
      ? writeWords(
          table,
          pairs.map(({ row }, at) => [row.id, row.version, searchTokens(texts[at] ?? '')]),
        )
      : []),
  ];
};

const sameVersion = "t.id = json_extract(e.value, '$[0]') and t.version = json_extract(e.value, '$[1]')";

const columnsOf = (field: ChangedField): readonly string[] => [
  ...(setsValue(field) ? [field.to.column] : []),
  ...(field.to.sortColumn === '' ? [] : [field.to.sortColumn]),
];

const cellsOf = (field: ChangedField, value: Value, pinyin: Pinyin): readonly Cell[] => [
  ...(setsValue(field) ? [field.to.type.toColumn(value)] : []),
  ...(field.to.sortColumn === '' ? [] : [sortCell(value, pinyin)]),
];

const marksAfter = (row: StoredRecord, { settled }: RowOutcome, fields: readonly ChangedField[]): string => {
  const marks = new Set(row.differs);
  for (const { key, to } of fields) {
    const line = settled[key];
    if (line?.stale === true) marks.add(lineName(key, to.line));
    else if (line) marks.delete(lineName(key, to.line));
  }
  return marksText([...marks]);
};

/** Everything the row holds by the names of the new table: what it shows, and its other lines. */
const standingOf = ({ fields }: RevisionChange, { row, outcome }: Pair): Values => ({
  ...row.kept,
  ...outcome.values,
  ...Object.fromEntries(
    fields.flatMap(({ key, from, filling }) => (from && !filling ? [[lineName(key, from.line), row.values[key] ?? null] as const] : [])),
  ),
});

const writeWords = (table: CompiledTable, words: readonly (readonly Cell[])[]): readonly UnitStatement[] => {
  const params = { words: JSON.stringify(words) };
  const from = `from json_each(:words) e join ${table.collection} t on ${sameVersion}`;
  return [
    { text: `delete from ${table.searchTable} where rowid in (select t.rowid ${from})`, params },
    { text: `insert into ${table.searchTable} (rowid, words) select t.rowid, json_extract(e.value, '$[2]') ${from}`, params },
  ];
};

/** Entries of the list the line held before go, those it holds now come. */
const writeOptions = (table: CompiledTable, { key, to, filling }: ChangedField, pairs: readonly Pair[]): readonly UnitStatement[] => {
  const entries = (valueOf: (pair: Pair) => Value): string =>
    JSON.stringify(
      pairs.flatMap((pair) => {
        const value = valueOf(pair);
        return Array.isArray(value) ? value.map((option: string) => [pair.row.id, pair.row.version, option]) : [];
      }),
    );
  const from = `from json_each(:entries) e join ${table.collection} t on ${sameVersion}`;
  return [
    {
      text: `delete from ${table.optionTable} where (field, option, row) in (select :field, json_extract(e.value, '$[2]'), t.id ${from})`,
      params: { field: key, entries: entries(({ row }) => (filling ? row.values[key] : row.kept[lineName(key, to.line)]) ?? null) },
    },
    {
      text: `insert into ${table.optionTable} (field, option, row) select :field, json_extract(e.value, '$[2]'), t.id ${from} where true on conflict do nothing`,
      params: { field: key, entries: entries(({ outcome }) => outcome.values[key] ?? null) },
    },
  ];
};

const leftOut = (table: CompiledTable, rows: readonly StoredRecord[]): UnitStatement => ({
  text: `select json_quote(json_extract(e.value, '$[0]')) as j from json_each(:rows) e where not exists (select 1 from ${table.collection} t where ${sameVersion})`,
  params: { rows: JSON.stringify(rows.map(({ id, version }) => [id, version])) },
  returns: true,
});
