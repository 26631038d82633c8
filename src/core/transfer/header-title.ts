import { displayText, isDateCell, plainText, type Cell } from '#core/transfer/cell.ts';
import { readDate } from '#core/transfer/read-date.ts';
import { readNumber } from '#core/transfer/read-number.ts';
import { isEmail, isPlainlyPhone, isUrl } from '#core/transfer/recognise.ts';

export interface Title {
  readonly title: string;
  /** The workbook marks it with * or （必填）. */
  readonly required: boolean;
}

const star = /^[*＊]+\s*|\s*[*＊]+$/g;
const must = /[（(【[]\s*必填\s*[)）】\]]/g;
const may = /[（(【[]\s*选填\s*[)）】\]]/g;

/** A title without marks of duty, line breaks and a colon at its end. */
export const readTitle = (text: string): Title => {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  const bare = line.replaceAll(must, '').replaceAll(may, '').trim();
  const title = bare
    .replaceAll(star, '')
    .replace(/[:：]$/, '')
    .trim();
  return { title, required: title !== bare.replace(/[:：]$/, '').trim() || bare.length < line.replaceAll(may, '').trim().length };
};

/** Whether a cell reads as a column's title: a short text that is no date, amount, phone, mail or web address. */
export const looksLikeTitle = (cell: Cell | undefined): boolean => {
  if (typeof cell !== 'string' || isDateCell(cell)) return false;
  const text = plainText(cell);
  if (text === '' || text.length > 50 || text.split('\n').length > 3) return false;
  if (!/[\p{L}]/u.test(text)) return false;
  return !isEmail(text) && !isUrl(text) && !isPlainlyPhone(text) && readDate(text) === null && readNumber(text) === null;
};

/** Titles that occur twice get 2, 3 … behind; blank ones are named by their place: 列3. */
export const numberedTitles = (titles: readonly { readonly title: string; readonly index: number }[]): readonly string[] => {
  const used = new Set<string>();
  return titles.map(({ title, index }) => {
    const start = title === '' ? `列${String(index + 1)}` : title.slice(0, 100);
    let name = start;
    for (let count = 2; used.has(name); count += 1) name = `${start}${String(count)}`;
    used.add(name);
    return name;
  });
};

export const titleText = (cell: Cell | undefined): string => displayText(cell).replaceAll(/\s+/g, ' ').trim();
