import { displayText, type Cell } from '#core/transfer/cell.ts';
import { percentText } from '#core/transfer/read-number.ts';
import type { ExportRow, ExportSheet } from '#server/excel/export-sheet.ts';

const pureNumber = /^[+-]?\d+(?:\.\d+)?%?$/;

/** Text that a spreadsheet program would compute gets a ' before it; pure numbers such as -5 stay. The reader of this project takes the ' away again. */
export const defused = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !pureNumber.test(text) ? `'${text}` : text);

/** Digits a spreadsheet program would spoil, when it opens the file by itself, are left as they are: a csv carries values, not formats. */
const csvValue = (text: string): string => {
  const safe = defused(text);
  return /["\r\n,;\t]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const wordsOf = (cell: Cell, format: string): string => {
  if (typeof cell === 'number' && format === 'percent') return percentText(cell);
  return displayText(cell).replaceAll('\0', '');
};

const lineOf = (row: ExportRow, sheet: Pick<ExportSheet, 'columns'>): string => {
  let line = '';
  for (let index = 0; index < sheet.columns.length; index += 1) {
    if (index > 0) line += ',';
    const cell = row.cells[index];
    if (cell !== null && cell !== undefined) line += csvValue(wordsOf(cell, sheet.columns[index]?.format ?? 'text'));
  }
  return `${line}\r\n`;
};

/** A csv that Excel opens rightly by a double click: UTF-8 with a byte order mark, CRLF, quotes after RFC 4180, formulas defused. */
export async function* writeCsv(sheet: Pick<ExportSheet, 'columns' | 'rows'>): AsyncGenerator<Uint8Array> {
  let pending = `\ufeff${sheet.columns.map(({ title }) => csvValue(title)).join(',')}\r\n`;
  for await (const rows of sheet.rows) {
    for (const row of rows) pending += lineOf(row, sheet);
    if (pending.length < 64 * 1024) continue;
    yield Buffer.from(pending, 'utf8');
    pending = '';
  }
  yield Buffer.from(pending, 'utf8');
}
