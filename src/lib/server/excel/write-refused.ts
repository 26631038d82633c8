import type { Cell } from '#core/transfer/cell.ts';
import type { ExportColumn, ExportRow } from '#server/excel/export-sheet.ts';
import { writeXlsx } from '#server/excel/write-xlsx.ts';
import type { Mark } from '#server/excel/xlsx-styles.ts';

export interface RefusedRow {
  /** Row of the original file, counted from 1. */
  readonly number: number;
  /** The cells as they came, in the order of `titles`. */
  readonly cells: readonly Cell[];
  /** Words of why, by place of the cell; -1 for what concerns the whole row. */
  readonly reasons: ReadonlyMap<number, string>;
}

export interface RefusedWords {
  readonly sheet: string;
  readonly row: string;
  /** Title of the column of reasons beside a column. */
  readonly reason: (title: string) => string;
  readonly whole: string;
}

export interface RefusedRows {
  readonly titles: readonly string[];
  readonly rows: AsyncIterable<readonly RefusedRow[]> | Iterable<readonly RefusedRow[]>;
  /** Places of columns in which a reason may stand; each gets a column of reasons behind it. */
  readonly faulty: ReadonlySet<number>;
  readonly words: RefusedWords;
}

interface Place {
  readonly column: ExportColumn;
  readonly cell: (row: RefusedRow) => Cell;
  /** Place of the original cell, where this is one. */
  readonly original: number | null;
}

const placesOf = ({ titles, faulty, words }: RefusedRows): readonly Place[] => [
  ...titles.flatMap((title, index): readonly Place[] => [
    { column: { title, format: 'general' }, cell: (row) => row.cells[index] ?? null, original: index },
    ...(faulty.has(index)
      ? [
          {
            column: { title: words.reason(title), format: 'wrapped' as const, width: 30 },
            cell: (row: RefusedRow) => row.reasons.get(index) ?? null,
            original: null,
          },
        ]
      : []),
  ]),
  ...(faulty.has(-1)
    ? [
        {
          column: { title: words.whole, format: 'wrapped' as const, width: 30 },
          cell: (row: RefusedRow) => row.reasons.get(-1) ?? null,
          original: null,
        },
      ]
    : []),
  { column: { title: words.row, format: 'general', width: 10 }, cell: (row) => row.number, original: null },
];

const marked = (row: RefusedRow, places: readonly Place[]): ExportRow => {
  const cellMarks = new Map<number, Mark>();
  for (const [index, { original }] of places.entries()) if (original !== null && row.reasons.has(original)) cellMarks.set(index, 'red');
  return { cells: places.map(({ cell }) => cell(row)), cellMarks };
};

async function* exported(rows: RefusedRows['rows'], places: readonly Place[]): AsyncGenerator<readonly ExportRow[]> {
  for await (const some of rows) yield some.map((row) => marked(row, places));
}

/** The refused rows as they came, the faulty cells red, and beside each the reason in words. */
export const writeRefused = (refused: RefusedRows): AsyncIterable<Uint8Array> => {
  const places = placesOf(refused);
  return writeXlsx([{ name: refused.words.sheet, columns: places.map(({ column }) => column), rows: exported(refused.rows, places) }]);
};
