import { displayText, isDateCell, plainText, type Cell } from '#core/transfer/cell.ts';
import { dateOfSerial, isWholeDay, readDate } from '#core/transfer/read-date.ts';
import { readNumber } from '#core/transfer/read-number.ts';
import type { FieldTypeName } from '#core/definition/definition.ts';

const yesWords = new Set(['是', 'true', 'yes', 'y', '1', '√', '✓', '✔', '对', '☑']);
const noWords = new Set(['否', 'false', 'no', 'n', '0', '×', '✗', 'x', '错', '☐']);

/** The truth value of a word such as 是, Y, √, FALSE; null where it says neither. */
export const readYesNo = (text: string): boolean | null => {
  const word = plainText(text).toLowerCase();
  if (yesWords.has(word)) return true;
  return noWords.has(word) ? false : null;
};

const asNumber = (cell: string): string | number => readNumber(cell)?.value ?? cell;

const asDate = (cell: Cell): string => {
  const date = momentOf(cell);
  if (date === null) return displayText(cell).trim();
  return isWholeDay(date) ? date.slice(0, 10) : date.replace('T', ' ');
};

const momentOf = (cell: Cell): string | null => {
  if (isDateCell(cell)) return cell.date;
  if (typeof cell === 'number') return dateOfSerial(cell) ?? readDate(displayText(cell), true);
  return readDate(displayText(cell), true);
};

const asMoment = (cell: Cell): string => {
  const date = momentOf(cell);
  if (date === null) return displayText(cell).trim();
  if (date.length === 10) return `${date}T00:00:00`;
  return date.length === 19 ? date : new Date(date).toISOString();
};

const asYesNo = (cell: Cell): string | boolean =>
  typeof cell === 'boolean' ? cell : (readYesNo(displayText(cell)) ?? displayText(cell).trim());

/**
 * A cell in the form its field type reads: numbers without ¥ and thousands, 15% as 0.15, dates `YYYY-MM-DD`, moments `YYYY-MM-DDTHH:mm:ss` (local
 * ; with a zone written, UTC `…Z`). What is not understood comes back as the text seen, for the field type to refuse with its own words. Blank is null.
 */
export const parseCell = (cell: Cell | undefined, type: FieldTypeName): string | number | boolean | null => {
  if (cell === undefined || cell === null) return null;
  if (typeof cell === 'string' && cell.trim() === '') return null;
  switch (type) {
    case 'number':
    case 'money':
    case 'percent':
      return typeof cell === 'number' ? cell : asNumber(displayText(cell).trim());
    case 'date':
      return asDate(cell);
    case 'datetime':
      return asMoment(cell);
    case 'yes-no':
      return asYesNo(cell);
    case 'phone':
    case 'email':
    case 'url':
      return plainText(displayText(cell));
    default:
      return displayText(cell).trim();
  }
};
