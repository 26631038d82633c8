import { displayText, isDateCell, type Cell } from '#core/transfer/cell.ts';
import type { ColumnFormat } from '#core/transfer/export-column.ts';

const special = /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;
const replaced: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML: signs escaped, control characters and half surrogates left out, because one of them makes the whole workbook unreadable. */
export const escapeXml = (text: string): string => {
  if (!special.test(text)) return text;
  const sound = text.toWellFormed().replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  return sound.replaceAll(/[&<>"]/g, (sign) => replaced[sign] ?? sign);
};

/** Nothing to escape, no blank at either end, no line break: what nearly every cell is. */
const plain =
  /^[^\s&<>"_\u0000-\u001f\ud800-\udfff\ufffe\uffff](?:[^&<>"_\u0000-\u001f\ud800-\udfff\ufffe\uffff]*[^\s&<>"_\u0000-\u001f\ud800-\udfff\ufffe\uffff])?$/;

/** Most characters a cell takes. */
const longestText = 32_767;

const textXml = (text: string, style: number): string => {
  const short = text.length > longestText ? text.slice(0, longestText) : text;
  if (plain.test(short)) return `<c t="inlineStr" s="${style}"><is><t>${short}</t></is></c>`;
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escapeXml(short.replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_'))}</t></is></c>`;
};

/** Serial number of `YYYY-MM-DD[THH:mm:ss]`; null before 1900-03-01, where Excel counts a day that never was. */
export const serialOfDate = (date: string): number | null => {
  const moment = Date.parse(date.length === 10 ? `${date}T00:00:00Z` : `${date}Z`);
  const serial = moment / 86_400_000 + 25_569;
  return Number.isNaN(serial) || serial < 61 ? null : Number(serial.toFixed(10));
};

/** One cell. Text is always text, so what begins with = stays what it is; dates and numbers are real ones. */
export const cellXml = (cell: Cell, format: ColumnFormat, style: number): string => {
  if (cell === null || cell === '') return `<c s="${style}"/>`;
  if (typeof cell === 'string') return textXml(cell, style);
  if (typeof cell === 'boolean') return `<c t="b" s="${style}"><v>${cell ? 1 : 0}</v></c>`;
  if (isDateCell(cell)) {
    const serial = format === 'date' || format === 'datetime' ? serialOfDate(cell.date) : null;
    return serial === null ? textXml(displayText(cell), style) : `<c s="${style}"><v>${serial}</v></c>`;
  }
  return format === 'text' || !Number.isFinite(cell) ? textXml(displayText(cell), style) : `<c s="${style}"><v>${cell}</v></c>`;
};
