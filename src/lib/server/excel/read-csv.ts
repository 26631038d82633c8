import { open, type FileHandle } from 'node:fs/promises';
import type { Cell, SheetRow } from '#core/transfer/cell.ts';
import { problem, type Problem } from '#core/problem.ts';
import { csvParser, sniffDelimiter, type CsvRecord, type Delimiter } from '#server/excel/parse-csv.ts';
import { chunkRows, headRows, mostColumns, trimmedCells, type SheetInfo, type SheetSource } from '#server/excel/sheet-source.ts';
import type { Sniffed } from '#server/excel/sniff.ts';
import { decodeFile, type TextEncoding } from '#server/excel/text-encoding.ts';

/** `="00123"` is how some programs keep leading zeros; a quote mark before = + - @ is how our own export defuses formulas. */
const cellOf = (value: string): Cell => {
  if (value === '') return null;
  const first = value.charCodeAt(0);
  if (first === 61) return /^="([^"]*)"$/.exec(value)?.[1] ?? value;
  return first === 39 && /^'[=+\-@\t\r]/.test(value) ? value.slice(1) : value;
};

const rowOf = (record: CsvRecord, number: number): SheetRow => ({ number, cells: trimmedCells(record.values.map(cellOf)) });

interface CsvFile {
  readonly file: FileHandle;
  readonly encoding: TextEncoding;
  readonly delimiter: Delimiter;
}

async function* records({ file, encoding, delimiter }: CsvFile, problems: Problem[]): AsyncGenerator<readonly CsvRecord[]> {
  const parser = csvParser(delimiter);
  for await (const text of decodeFile(file, encoding)) yield parser.push(text);
  yield parser.end();
  const line = parser.unclosed();
  if (line !== null) problems.push(problem('csv-quote-open', '', { line }));
}

/** Rows are numbered as a spreadsheet program shows them: by record, not by line. */
async function* rowsOf(csv: CsvFile, problems: Problem[] = []): AsyncGenerator<readonly SheetRow[]> {
  let number = 0;
  for await (const found of records(csv, problems)) {
    let rows: SheetRow[] = [];
    for (const record of found) {
      number += 1;
      const row = rowOf(record, number);
      if (row.cells.length > 0) rows.push(row);
      if (rows.length < chunkRows) continue;
      yield rows;
      rows = [];
    }
    if (rows.length > 0) yield rows;
  }
}

const firstText = async (file: FileHandle, encoding: TextEncoding): Promise<string> => {
  for await (const text of decodeFile(file, encoding)) return text.slice(0, 200_000);
  return '';
};

const sheetInfo = async (csv: CsvFile): Promise<SheetInfo> => {
  const problems: Problem[] = [];
  const head: SheetRow[] = [];
  const sums = { rows: 0, columns: 0 };
  for await (const found of records(csv, problems)) {
    for (const record of found) {
      sums.rows += 1;
      if (record.values.length > sums.columns) sums.columns = record.values.length;
      if (head.length >= headRows) continue;
      const row = rowOf(record, sums.rows);
      if (row.cells.length > 0) head.push(row);
    }
  }
  if (sums.columns > mostColumns) problems.push(problem('columns-left-out', '', { columns: sums.columns, kept: mostColumns }));
  return {
    name: 'csv',
    hidden: false,
    rows: sums.rows,
    columns: Math.min(sums.columns, mostColumns),
    head,
    merges: [],
    lists: [],
    money: [],
    problems,
  };
};

/** A csv from disk, piece by piece; the file is read once to count and judge it and once for its rows. */
export const openCsv = async (path: string, sniffed: Sniffed): Promise<SheetSource> => {
  const file = await open(path, 'r');
  const encoding = sniffed.encoding ?? 'utf-8';
  const csv: CsvFile = { file, encoding, delimiter: sniffDelimiter(await firstText(file, encoding)) };
  const info = { kind: sniffed.kind, encoding, sheets: [await sheetInfo(csv)] };
  return { info, rows: () => rowsOf(csv), close: () => file.close() };
};
