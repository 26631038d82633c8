import { readFile } from 'node:fs/promises';
import * as spreadsheet from 'xlsx';
import * as codepages from 'xlsx/dist/cpexcel.full.mjs';
import { isBlank, type Cell, type SheetRow } from '#core/transfer/cell.ts';
import { ok, problem, refused, type Problem, type Result } from '#core/problem.ts';
import {
  chunkRows,
  headRows,
  mostColumns,
  mostMerges,
  trimmedCells,
  type ColumnList,
  type SheetInfo,
  type SheetSource,
} from '#server/excel/sheet-source.ts';
import { readXlsLists } from '#server/excel/xls-lists.ts';
import type { Sniffed } from '#server/excel/sniff.ts';
import { formatKind } from '#server/excel/xlsx-format.ts';
import { numberCell } from '#server/excel/xlsx-row.ts';

/** Workbooks of before 1997 write Chinese in the code page of their machine. */
spreadsheet.set_cptable(codepages);

type Sheet = spreadsheet.WorkSheet;
type SheetCell = spreadsheet.CellObject | undefined;

const dateCell = (value: Date): Cell => {
  const text = value.toISOString();
  return { date: text.slice(11, 19) === '00:00:00' ? text.slice(0, 10) : text.slice(0, 19) };
};

const cellOf = (cell: SheetCell): Cell => {
  if (cell?.v === undefined || cell.v === null) return null;
  if (cell.v instanceof Date) return Number.isNaN(cell.v.getTime()) ? (cell.w ?? null) : dateCell(cell.v);
  if (cell.t === 'e') return cell.w ?? '#N/A';
  if (typeof cell.v === 'string') return cell.v.replaceAll('\r\n', '\n');
  if (typeof cell.v === 'boolean') return cell.v;
  return numberCell(cell.v, kindOf(cell), false);
};

const kindOf = (cell: SheetCell): ReturnType<typeof formatKind> => {
  const kind = formatKind(0, String(cell?.z ?? 'General'));
  return kind === 'date' || kind === 'clock' ? 'general' : kind;
};

const grid = (sheet: Sheet): readonly (readonly SheetCell[] | undefined)[] => sheet['!data'] ?? [];

const rowAt = (row: readonly SheetCell[] | undefined, number: number): SheetRow => ({
  number,
  cells: trimmedCells(Array.from(row?.slice(0, mostColumns) ?? [], cellOf)),
});

function* rowsOf(sheet: Sheet): Generator<readonly SheetRow[]> {
  let rows: SheetRow[] = [];
  for (const [index, cells] of grid(sheet).entries()) {
    const row = rowAt(cells, index + 1);
    if (!row.cells.every(isBlank)) rows.push(row);
    if (rows.length < chunkRows) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

const headOf = (sheet: Sheet): readonly SheetRow[] => {
  const head: SheetRow[] = [];
  for (const [index, cells] of grid(sheet).entries()) {
    const row = rowAt(cells, index + 1);
    if (!row.cells.every(isBlank)) head.push(row);
    if (head.length >= headRows) break;
  }
  return head;
};

const moneyColumns = (sheet: Sheet): readonly number[] => {
  const found = new Set<number>();
  for (const row of grid(sheet).slice(0, headRows)) {
    for (const [column, cell] of (row ?? []).entries()) if (cell?.t === 'n' && kindOf(cell) === 'money') found.add(column);
  }
  return [...found];
};

interface NamedSheet {
  readonly name: string;
  readonly sheet: Sheet;
  readonly hidden: boolean;
  readonly lists: readonly ColumnList[];
}

const sheetInfo = ({ name, sheet, hidden, lists }: NamedSheet): SheetInfo => {
  const rows = grid(sheet);
  const widest = rows.reduce((most, row) => Math.max(most, row?.length ?? 0), 0);
  const problems: readonly Problem[] =
    widest > mostColumns ? [problem('columns-left-out', '', { columns: widest, kept: mostColumns })] : [];
  const merges = (sheet['!merges'] ?? []).slice(0, mostMerges).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c }));
  const [columns, money] = [Math.min(widest, mostColumns), moneyColumns(sheet)];
  return { name, hidden, rows: rows.length, columns, head: headOf(sheet), merges, lists, money, problems };
};

const decoded = (bytes: Buffer, { encoding }: Sniffed): string => {
  const declared = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(bytes.toString('latin1', 0, 4096))?.[1];
  const known = encoding === 'utf-8' || declared === undefined ? encoding : /^gb|936/i.test(declared) ? 'gb18030' : encoding;
  return new TextDecoder(known ?? 'utf-8').decode(bytes);
};

/** `raw` for HTML: what a person saw stays text, so leading zeros survive; its dates and numbers are understood later like those of a csv. */
const parse = (bytes: Buffer, sniffed: Sniffed): spreadsheet.WorkBook =>
  sniffed.kind === 'html'
    ? spreadsheet.read(decoded(bytes, sniffed), { type: 'string', dense: true, raw: true })
    : spreadsheet.read(bytes, {
        type: 'buffer',
        dense: true,
        cellDates: true,
        UTC: true,
        cellNF: true,
        cellFormula: false,
        cellHTML: false,
      });

/** Opens what is held in memory whole: old xls, ods, HTML saved by a spreadsheet program. */
export const openWhole = async (path: string, sniffed: Sniffed): Promise<Result<SheetSource>> => {
  const bytes = await readFile(path);
  let book: spreadsheet.WorkBook;
  try {
    book = parse(bytes, sniffed);
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    return refused(problem(/password|encrypt/i.test(text) ? 'workbook-encrypted' : 'workbook-broken'));
  }
  const named = book.SheetNames.flatMap((name) => (book.Sheets[name] === undefined ? [] : [{ name, sheet: book.Sheets[name] }]));
  const values = (name: string): readonly (readonly Cell[])[] => grid(book.Sheets[name] ?? {}).map((row) => Array.from(row ?? [], cellOf));
  const lists = sniffed.kind === 'xls' ? readXlsLists(bytes, values) : new Map<string, readonly ColumnList[]>();
  const hidden = (index: number): boolean => (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0;
  const sheets = named.map(({ name, sheet }, index) => sheetInfo({ name, sheet, hidden: hidden(index), lists: lists.get(name) ?? [] }));
  const rows = (index: number): Iterable<readonly SheetRow[]> => {
    const found = named[index];
    if (found === undefined) throw new RangeError(`sheet ${String(index)}`);
    return rowsOf(found.sheet);
  };
  return ok({ info: { kind: sniffed.kind, encoding: sniffed.encoding, sheets }, rows, close: () => Promise.resolve() });
};
