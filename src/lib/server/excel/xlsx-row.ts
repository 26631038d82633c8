import type { Cell, SheetRow } from '#core/transfer/cell.ts';
import { dateOfSerial } from '#core/transfer/read-date.ts';
import { percentText, withoutNoise } from '#core/transfer/read-number.ts';
import { mostColumns, trimmedCells } from '#server/excel/sheet-source.ts';
import type { FormatKind } from '#server/excel/xlsx-format.ts';
import { attribute, stringItem, xmlText } from '#server/excel/xml-scan.ts';

export interface RowContext {
  readonly strings: readonly string[];
  readonly formats: readonly FormatKind[];
  readonly from1904: boolean;
  /** Counted while rows are read. */
  readonly seen: { withoutValue: number; widest: number; money: Set<number> };
}

/** `BC12` → 54, zero-based; -1 where there are no letters. */
export const columnOfReference = (reference: string): number => {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at) & ~32;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
};

/** Zero-based column → letters. */
export const columnLetters = (column: number): string => {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
};

/** A number as the cell shows it: without noise of computing, dates and clock times by the format, per cent as text. */
export const numberCell = (value: number, kind: FormatKind, from1904: boolean): Cell => {
  if (kind === 'percent') return percentText(value);
  if (kind === 'date' || kind === 'clock') {
    if (value >= 0 && value < 1) return clockText(value);
    const date = dateOfSerial(value, from1904);
    if (date !== null) return { date };
  }
  return withoutNoise(value);
};

const clockText = (fraction: number): string => {
  const seconds = Math.round(fraction * 86_400);
  return new Date(seconds * 1000).toISOString().slice(11, seconds % 60 === 0 ? 16 : 19);
};

const short = (tag: string, mark: string): string => {
  const at = tag.indexOf(mark);
  if (at < 0) return '';
  const start = at + mark.length;
  return tag.slice(start, tag.indexOf('"', start));
};

const valueText = (body: string): string | null => {
  const match = /<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</.exec(body);
  return match?.[1] ?? null;
};

const plainValue = (body: string): string | null => {
  const at = body.indexOf('<v>');
  return at < 0 ? valueText(body) : body.slice(at + 3, body.indexOf('<', at + 3));
};

const typedCell = (tag: string, body: string, context: RowContext): Cell => {
  const type = short(tag, ' t="');
  if (type === 'inlineStr') return stringItem(body);
  const value = plainValue(body);
  if (value === null || value === '') {
    if (value === null && body.includes('f')) context.seen.withoutValue += 1;
    return null;
  }
  if (type === 's') return context.strings[Number(value)] ?? null;
  if (type === 'str' || type === 'e') return xmlText(value);
  if (type === 'b') return value === '1' || value === 'true';
  if (type === 'd') return { date: value.replace(/(?:\.\d+)?Z?$/, '').replace(/T00:00:00$/, '') };
  return numberCell(Number(value), context.formats[Number(short(tag, ' s="') || 0)] ?? 'general', context.from1904);
};

const noteMoney = (tag: string, column: number, context: RowContext): void => {
  if (context.formats[Number(short(tag, ' s="') || 0)] === 'money') context.seen.money.add(column);
};

/** Reads one `<row>` element. `previous` is the number of the row before, for rows that carry none. */
export const readRow = (xml: string, previous: number, context: RowContext): SheetRow => {
  const cells: Cell[] = [];
  const tagEnd = xml.indexOf('>');
  const number = Number(attribute(xml.slice(0, tagEnd), 'r')) || previous + 1;
  const prefix = /^<(\w+:)?row/.exec(xml.slice(0, 40))?.[1] ?? '';
  const [open, close] = [`<${prefix}c`, `</${prefix}c>`];
  let column = -1;
  for (let at = xml.indexOf(open, tagEnd); at >= 0; at = xml.indexOf(open, at)) {
    const end = xml.indexOf('>', at);
    const tag = xml.slice(at + open.length, end);
    const reference = short(tag, ' r="');
    column = reference === '' ? column + 1 : columnOfReference(reference);
    if (column >= context.seen.widest) context.seen.widest = column + 1;
    const closed = xml.charCodeAt(end - 1) === 47;
    const stop = closed ? end : xml.indexOf(close, end);
    if (!closed && column >= 0 && column < mostColumns) {
      while (cells.length < column) cells.push(null);
      cells[column] = typedCell(tag, xml.slice(end + 1, stop), context);
      noteMoney(tag, column, context);
    }
    at = stop < 0 ? xml.length : stop;
  }
  return { number, cells: trimmedCells(cells) };
};
