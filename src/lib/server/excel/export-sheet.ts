import type { Cell } from '#core/transfer/cell.ts';
import type { PlannedColumn } from '#core/transfer/export-column.ts';
import type { Mark } from '#server/excel/xlsx-styles.ts';

export interface ExportColumn extends PlannedColumn {
  /** In characters; 8 to 60, by the title where absent. */
  readonly width?: number;
}

export interface ExportRow {
  readonly cells: readonly Cell[];
  /** Record id, for the hidden last column. */
  readonly id?: string;
  /** Colour of the whole row; a column of words has to say why. */
  readonly mark?: Mark | null;
  /** Colours of single cells. */
  readonly cellMarks?: ReadonlyMap<number, Mark>;
}

/** A rule that colours rows in the spreadsheet program itself; the formula is written for the first data row (2), for example `$K2<TODAY()-30`. */
export interface ColorRule {
  readonly formula: string;
  readonly mark: Mark;
}

export interface ExportSheet {
  readonly name: string;
  readonly columns: readonly ExportColumn[];
  readonly rows: AsyncIterable<readonly ExportRow[]> | Iterable<readonly ExportRow[]>;
  readonly frozenColumns?: number;
  readonly rules?: readonly ColorRule[];
  /** Adds the hidden last column that re-import recognises. */
  readonly ids?: boolean;
}
