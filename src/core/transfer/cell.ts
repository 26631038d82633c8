/** A moment as a workbook says it: no zone, `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm:ss`. */
export interface DateCell {
  readonly date: string;
}

/** What a workbook, csv or HTML table holds in one place. Numbers shown as per cent arrive as text (`15%`), so nothing seen is lost. */
export type Cell = null | string | number | boolean | DateCell;

/** One row that is not blank; `number` counts from 1 as the spreadsheet program shows it, so gaps are blank rows. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly Cell[];
}

/** Zero-based, both ends included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const isDateCell = (cell: Cell | undefined): cell is DateCell => typeof cell === 'object' && cell !== null;

/** A long number as a spreadsheet writes it into a csv: `1.10101E+17`. */
const roundedText = /^[1-9](?:\.\d+)?E\+?(?:1[5-9]|2\d)$/i;

/** Integers of more than 15 digits that a spreadsheet kept as numbers: the rest of their digits is not what was typed. */
export const isRoundedCell = (cell: Cell | undefined): boolean =>
  typeof cell === 'number'
    ? Number.isInteger(cell) && Math.abs(cell) >= 1e15
    : typeof cell === 'string' && roundedText.test(plainText(cell));

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

const numberText = (value: number): string => {
  if (!Number.isFinite(value)) return '';
  if (Number.isInteger(value) && Math.abs(value) >= 1e21) return BigInt(value).toString();
  const text = String(value);
  if (!/e-/.test(text)) return text;
  return value.toFixed(20).replace(/0+$/, '');
};

/** The text a person saw in the cell; '' where it was blank. */
export const displayText = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  return cell.date.replace('T', ' ');
};

/** Full-width letters and digits made half-width, blanks around removed: the form every recogniser reads. */
export const plainText = (text: string): string => {
  const trimmed = text.trim();
  return /^[\x20-\x7e]*$/.test(trimmed) ? trimmed : trimmed.normalize('NFKC').trim();
};
