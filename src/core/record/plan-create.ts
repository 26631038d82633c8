import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { searchText, searchTokens, segmentEnd, type Pinyin } from '#core/compile/search-text.ts';
import type { Values } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import { rowJson } from '#core/query/row-json.ts';
import { historyStatement } from '#core/record/history-statement.ts';
import { columnsOf, sortCell } from '#core/record/keep-lines.ts';
import { keepRows, keptCells, keptColumns, type KeptRow } from '#core/record/keep-rows.ts';
import type { NewRow } from '#core/record/new-row.ts';
import { givenOf, numberedColumns, numberRows, numberWords, type Numbering } from '#core/record/number-rows.ts';
import { insertOptions } from '#core/record/option-index.ts';
import type { HistoryLine, UnitStatement, WriteNote } from '#core/record/unit.ts';

export interface Creation {
  readonly table: CompiledTable;
  readonly rows: readonly NewRow[];
  readonly note: WriteNote;
  /** Local day in BIAOLI_TZ, for numbers. */
  readonly today: string;
  readonly pinyin: Pinyin;
  /** For the lines that are kept in step. */
  readonly lookup: Lookup;
  /** Reads the rows back inside the unit, as `rowJson`. */
  readonly answer: boolean;
  /** Imports write their history when they end, so that nothing is told of rows that may still vanish. */
  readonly history?: false;
}

type Cell = string | number | null;

/** The statements that make rows: counters, rows, search words, option index, history. One unit, whatever the number of rows. */
export const planCreate = (creation: Creation): readonly UnitStatement[] => {
  const { table, rows, note } = creation;
  const numbered = table.serials.map((field) => numberRows(field, creation));
  const kept = keepRows(creation);
  const standing = kept.length === 0 ? rows : rows.map((row, at) => ({ id: row.id, values: { ...row.values, ...kept[at]?.values } }));
  const words = standing.map(({ values }) => searchText(table, values, creation.pinyin));
  return [
    ...numbered.flatMap((numbering) => numbering.counters),
    insertRows(creation, numbered, { words, kept }),
    insertSearch(creation, numbered, words),
    ...insertOptions(table, standing),
    ...(creation.history === false ? [] : [historyStatement(table, historyLines(creation), note)]),
    ...(creation.answer
      ? [
          answerRows(
            table,
            rows.map((row) => row.id),
          ),
        ]
      : []),
  ];
};

const historyLines = ({ table, rows, note }: Creation): readonly HistoryLine[] =>
  rows.map(({ id, historyId, values }) => ({
    id: historyId,
    record: id,
    version: 1,
    kind: 'create',
    changes: {},
    ownerBefore: '',
    ownerAfter: ownerOf(table, values, note.by),
  }));

/** Whose the row is: the owner field's person, else who made it. */
export const ownerOf = (table: CompiledTable, values: Values, by: string): string => {
  if (!table.ownerField) return by;
  const value = values[table.ownerField.key];
  return typeof value === 'string' ? value : '';
};

/** What goes beside the values of each row, in the order of the rows. */
interface Beside {
  readonly words: readonly string[];
  readonly kept: readonly KeptRow[];
}

const insertRows = (creation: Creation, numbered: readonly Numbering[], { words, kept }: Beside): UnitStatement => {
  const { table, rows, note, pinyin } = creation;
  const given = givenOf(numbered);
  const columns = ['id', 'owner', 'search_text', ...table.fields.flatMap(columnsOf), ...keptColumns(table)];
  const numberingOf = numberedColumns(given);
  const picked = columns.map((column, at) => {
    const cell = `json_extract(e.value, '$[${at}]')`;
    if (column === 'search_text') return cell + given.map((numbering) => numberWords(numbering, columns)).join('');
    return numberingOf.get(column)?.expression(cell) ?? cell;
  });
  const cells = rows.map((row, at): readonly Cell[] => {
    const line: Cell[] = [row.id, ownerOf(table, row.values, note.by), words[at] ?? ''];
    for (const field of table.fields) {
      const value = row.values[field.key] ?? null;
      line.push(numberingOf.get(field.column)?.places.get(row.id) ?? field.type.toColumn(value));
      if (field.sortColumn !== '') line.push(sortCell(value, pinyin));
    }
    if (table.keepsLines) line.push(...keptCells(kept[at], (column) => numberingOf.get(column)?.places.get(row.id), pinyin));
    return line;
  });
  return {
    text: `insert into ${table.collection} (${columns.join(', ')}, version, revision, created_at, created_by, updated_at, updated_by, import_id) select ${picked.join(', ')}, 1, :revision, :at, :by, :at, :by, :import from jsonb_each(:rows) e`,
    params: Object.assign(
      { rows: JSON.stringify(cells), revision: table.revision, at: note.at, by: note.by, import: note.importId },
      ...given.map((numbering) => numbering.params),
    ),
    changes: rows.length,
  };
};

/** One subquery over places is prepared in a fifth of the time of thirty terms. */
const serialPlaces = JSON.stringify(Array.from({ length: 30 }, (_, at) => at + 1));

/** Words for the full-text index; numbers are known only inside the unit, so their pairs are cut by SQL. */
const insertSearch = ({ table, rows }: Creation, numbered: readonly Numbering[], texts: readonly string[]): UnitStatement => {
  const words = rows.map((row, at) => [row.id, searchTokens(texts[at] ?? '')]);
  const pairs = givenOf(numbered).map(({ field }) => {
    const cut = `lower(substr(t.${field.column}, n.value, 2))`;
    return ` || ' ${segmentEnd} ' || (select group_concat(${cut}, ' ') from json_each('${serialPlaces}') n)`;
  });
  return {
    text: `insert into ${table.searchTable} (rowid, words) select t.rowid, json_extract(e.value, '$[1]')${pairs.join('')} || ' ${segmentEnd}' from jsonb_each(:words) e join ${table.collection} t on t.id = json_extract(e.value, '$[0]')`,
    params: { words: JSON.stringify(words) },
  };
};

export const answerRows = (table: CompiledTable, ids: readonly string[]): UnitStatement => ({
  text: `select ${rowJson(table)} as j from json_each(:ids) e join ${table.collection} t on t.id = e.value`,
  params: { ids: JSON.stringify(ids) },
  returns: true,
});
