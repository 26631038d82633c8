import type { Cell, CellRange, SheetRow } from '#core/transfer/cell.ts';
import type { Problem } from '#core/problem.ts';
import type { WorkbookKind } from '#server/excel/sniff.ts';

/** The workbook's own dropdown list over a column (zero-based). */
export interface ColumnList {
  readonly column: number;
  readonly words: readonly string[];
}

/** What is known of a sheet before its rows are read. */
export interface SheetInfo {
  readonly name: string;
  readonly hidden: boolean;
  /** Rows the sheet holds, blank ones included. */
  readonly rows: number;
  readonly columns: number;
  /** The first rows that are not blank, for finding the header. */
  readonly head: readonly SheetRow[];
  readonly merges: readonly CellRange[];
  readonly lists: readonly ColumnList[];
  /** Columns whose cells carry a currency format. */
  readonly money: readonly number[];
  /** What a person should know: columns left out, formulas without a value. */
  readonly problems: readonly Problem[];
}

export interface WorkbookInfo {
  readonly kind: WorkbookKind;
  readonly encoding: string | null;
  readonly sheets: readonly SheetInfo[];
}

/** One open workbook of whatever kind, inside the worker. */
export interface SheetSource {
  readonly info: WorkbookInfo;
  /** Rows that are not blank, in order, a few hundred at a time. */
  rows(sheet: number): AsyncIterable<readonly SheetRow[]> | Iterable<readonly SheetRow[]>;
  close(): Promise<void>;
}

export const mostColumns = 400;
export const headRows = 200;
export const chunkRows = 500;
export const mostMerges = 5000;

/** Cells behind the 400th column are left out, and blank cells at the end. */
export const trimmedCells = (cells: readonly Cell[]): readonly Cell[] => {
  let end = Math.min(cells.length, mostColumns);
  while (end > 0 && (cells[end - 1] === null || cells[end - 1] === undefined || cells[end - 1] === '')) end -= 1;
  return end === cells.length ? cells : cells.slice(0, end);
};
