import type { Cell } from '#core/transfer/cell.ts';
import type { ColumnList } from '#server/excel/sheet-source.ts';

export const readXlsLists = (
  _bytes: Buffer,
  _values: (sheet: string) => readonly (readonly Cell[])[],
): ReadonlyMap<string, readonly ColumnList[]> => new Map<string, readonly ColumnList[]>();
