import type { Cell, CellRange, SheetRow } from '#core/transfer/cell.ts';
import type { Header } from '#core/transfer/find-header.ts';
import type { ColumnProfile } from '#core/transfer/profile-column.ts';
import type { Problem, Result } from '#core/problem.ts';

/** What is known of a sheet before its rows are read. */
export interface SheetFacts {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: number;
  readonly columns: number;
  readonly head: readonly SheetRow[];
  readonly merges: readonly CellRange[];
  readonly lists: readonly { readonly column: number; readonly words: readonly string[] }[];
  readonly money: readonly number[];
  readonly problems: readonly Problem[];
}

export interface SheetReading {
  readonly header: Header;
  readonly profiles: readonly ColumnProfile[];
  readonly rows: number;
  readonly blankRows: number;
  readonly blankColumns: number;
}

/** An open workbook of any kind; reading may refuse at any time (out of memory, broken). */
export interface OpenWorkbook {
  readonly info: { readonly kind: string; readonly encoding: string | null; readonly sheets: readonly SheetFacts[] };
  /** Without `values` (default: with) only the columns are found, four times as fast; their profiles are empty. */
  profile(sheet: number, values?: boolean): Promise<Result<SheetReading>>;
  /** Throws an error with a problem `code` when it is stopped before the end. */
  rows(sheet: number): AsyncIterable<readonly SheetRow[]>;
  close(): Promise<void>;
}

/** A row an import did not take, as it came, with problems by place of the cell (-1: the whole row). */
export interface RefusedLine {
  readonly number: number;
  readonly cells: readonly Cell[];
  readonly problems: readonly (readonly [number, Problem])[];
}

/** Uploaded files, workbooks in them, and the rows that imports refused. */
export interface Workbooks {
  /** Path of an uploaded file by its id; undefined when it is gone. */
  pathOf(upload: string): string | undefined;
  open(path: string): Promise<Result<OpenWorkbook>>;
  discard(upload: string): Promise<void>;
  keepRefused(importId: string, lines: readonly RefusedLine[]): Promise<void>;
  refusedOf(importId: string): AsyncIterable<readonly RefusedLine[]>;
  dropRefused(importId: string): Promise<void>;
}
