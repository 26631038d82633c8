import type { Cell } from '#core/transfer/cell.ts';
import type { Problem } from '#core/problem.ts';

/** Where a column goes. `other`: the typed text of 其他 of a choice. */
export interface ColumnTarget {
  readonly index: number;
  readonly title: string;
  /** Field key, null for a column that is left out. */
  readonly field: string | null;
}

export interface ImportPlan {
  readonly id: string;
  readonly table: string;
  readonly file: string;
  readonly sheet: number;
  readonly sheetName: string;
  /** First row of data, counted from 1. */
  readonly firstData: number;
  readonly columns: readonly ColumnTarget[];
  /** Place of the record's id in files of our own, null elsewhere. */
  readonly idColumn: number | null;
  /** Field whose value finds the row to update; null only inserts. */
  readonly key: string | null;
  /** The table is being made by this import: unknown people join the firm without sign-in, nothing can collide with old rows. */
  readonly fresh: boolean;
  readonly dryRun: boolean;
  readonly totalRows: number;
  readonly blankRows: number;
}

export type ImportState = 'running' | 'applying' | 'done' | 'cancelled' | 'failed';

/** What an import did, or would do. Rows are counted in the file. */
export interface ImportReport {
  readonly id: string;
  readonly table: string;
  readonly file: string;
  readonly sheet: string;
  readonly state: ImportState;
  readonly dryRun: boolean;
  readonly total: number;
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly blankRows: number;
  /** Titles of columns that were left out. */
  readonly leftOut: readonly string[];
  readonly people: readonly string[];
  /** The first refused rows, for the page; all of them stand in the workbook of refused rows. */
  readonly samples: readonly RefusedSample[];
  readonly startedAt: string;
  readonly seconds: number;
  /** Why it failed. */
  readonly problem?: Problem;
}

export interface RefusedSample {
  readonly number: number;
  readonly name: string;
  readonly title: string;
  readonly field: string | null;
  readonly cell: Cell;
  readonly problem: Problem;
}

export const mostSamples = 200;
