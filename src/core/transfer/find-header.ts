import { isBlank, type Cell, type CellRange, type SheetRow } from '#core/transfer/cell.ts';
import { looksLikeTitle, numberedTitles, readTitle, titleText } from '#core/transfer/header-title.ts';

export interface HeaderColumn {
  /** Zero-based place in the sheet. */
  readonly index: number;
  readonly title: string;
  readonly required: boolean;
  /** The caption above a group of columns, where the sheet has such. */
  readonly group?: string;
}

/** Row numbers count from 1. `rows` is 0 where the sheet has no header: its columns are 列1 … 列N and data begin at once. */
export interface Header {
  readonly row: number | null;
  readonly rows: 0 | 1 | 2;
  readonly firstData: number;
  readonly columns: readonly HeaderColumn[];
  /** Rows above the header that are not blank: titles, instructions. */
  readonly above: number;
}

interface Candidate {
  readonly position: number;
  readonly filled: readonly number[];
}

const searched = 30;

const filledPlaces = (cells: readonly Cell[]): readonly number[] => cells.flatMap((cell, index) => (isBlank(cell) ? [] : [index]));

/** The most cells any of the first rows fills. */
const widestFill = (rows: readonly SheetRow[]): number => {
  const widths = rows.map((row) => filledPlaces(row.cells).length).filter((width) => width > 0);
  return Math.max(0, ...widths);
};

/** Finds where the titles are: under title rows, instructions and merged captions, on one row or two, or nowhere. */
export const findHeader = (rows: readonly SheetRow[], merges: readonly CellRange[] = []): Header => {
  const filled = rows.filter((row) => row.cells.some((cell) => !isBlank(cell)));
  const width = widestFill(filled.slice(0, 200));
  const found = firstWideRow(filled, merges, width);
  if (found === null) return withoutHeader(filled, 0);
  const row = filled[found.position];
  if (row === undefined || !isHeaderRow(filled, found)) return withoutHeader(filled, found.position);
  const below = secondRow(filled, found, merges);
  return below === null ? oneRow(filled, found, row) : twoRows(filled, found.position, { row, below, merges });
};

const firstWideRow = (rows: readonly SheetRow[], merges: readonly CellRange[], width: number): Candidate | null => {
  for (const [position, row] of rows.slice(0, searched).entries()) {
    const filled = filledPlaces(row.cells);
    const covered = filled.length > 1 ? spread(filled, row.number - 1, merges) : filled.length;
    if (filled.length > 0 && covered >= Math.max(Math.min(2, width), width * 0.5)) return { position, filled };
  }
  return null;
};

/** How many columns the filled cells cover when merged cells count in full. */
const spread = (filled: readonly number[], row: number, merges: readonly CellRange[]): number =>
  filled.reduce((sum, place) => {
    const merge = merges.find((range) => range.left === place && range.top === row);
    return sum + (merge === undefined ? 1 : merge.right - merge.left + 1);
  }, 0);

const isHeaderRow = (rows: readonly SheetRow[], { position, filled }: Candidate): boolean => {
  const row = rows[position];
  if (row === undefined) return false;
  const titles = filled.filter((place) => looksLikeTitle(row.cells[place]));
  if (titles.length < filled.length * 0.8) return false;
  const texts = new Set(titles.map((place) => titleText(row.cells[place])));
  if (texts.size < titles.length * 0.6) return false;
  return !repeatsBelow(rows.slice(position + 1, position + 60), row, titles);
};

/** A value that comes again in its own column is data: a title never does. One repetition may be chance, two or a third of the columns are not. */
const repeatsBelow = (below: readonly SheetRow[], row: SheetRow, titles: readonly number[]): boolean => {
  const repeated = titles.filter((place) => {
    const title = titleText(row.cells[place]);
    return below.some((other) => titleText(other.cells[place]) === title);
  });
  return repeated.length >= Math.min(2, Math.max(1, titles.length / 3));
};

/** The row under the captions, when the first row only names groups of columns. */
const secondRow = (rows: readonly SheetRow[], { position, filled }: Candidate, merges: readonly CellRange[]): SheetRow | null => {
  const [upper, lower] = [rows[position], rows[position + 1]];
  if (upper === undefined || lower === undefined || lower.number !== upper.number + 1) return null;
  const places = filledPlaces(lower.cells);
  const wide = merges.some((range) => range.top === upper.number - 1 && range.bottom === range.top && range.right > range.left);
  const gaps = places.filter((place) => !filled.includes(place));
  if (gaps.length === 0 || places.length === 0) return null;
  const titled = places.every((place) => looksLikeTitle(lower.cells[place]));
  const distinct = new Set(places.map((place) => titleText(lower.cells[place]))).size === places.length || wide;
  const third = rows[position + 2];
  const onlyUpper = filled.some((place) => !places.includes(place));
  const sameGapsBelow = third !== undefined && places.every((place) => !isBlank(third.cells[place])) && !onlyUpper && !wide;
  return titled && distinct && !sameGapsBelow && (wide || onlyUpper) ? lower : null;
};

const oneRow = (rows: readonly SheetRow[], { position }: Candidate, row: SheetRow): Header => {
  const columns = titledColumns(rows.slice(position + 1), (place) => ({ text: titleText(row.cells[place]) }), row.cells.length);
  return { row: row.number, rows: 1, firstData: row.number + 1, columns, above: position };
};

interface TwoRows {
  readonly row: SheetRow;
  readonly below: SheetRow;
  readonly merges: readonly CellRange[];
}

const twoRows = (rows: readonly SheetRow[], position: number, { row, below, merges }: TwoRows): Header => {
  const caption = captions(row, below, merges);
  const lower = (place: number): string => titleText(below.cells[place]);
  const width = Math.max(row.cells.length, below.cells.length);
  const lowers = Array.from({ length: width }, (_, place) => lower(place)).filter((text) => text !== '');
  const mixed = filledPlaces(row.cells).some((place) => lower(place) === '');
  const clash = new Set(lowers).size < lowers.length;
  const read = (place: number): TitleText => {
    const [upper, own] = [caption(place), lower(place)];
    if (own === '') return { text: upper };
    if (upper === '' || upper === own) return { text: own };
    return { text: mixed || clash ? `${upper}${own}` : own, group: upper };
  };
  const columns = titledColumns(rows.slice(position + 2), read, width);
  return { row: row.number, rows: 2, firstData: below.number + 1, columns, above: position };
};

/** The caption over a column: its own cell, the merged cell over it, or, where nothing is merged, the last one to its left. */
const captions = (row: SheetRow, below: SheetRow, merges: readonly CellRange[]): ((place: number) => string) => {
  const top = merges.filter((range) => range.top === row.number - 1 && range.right > range.left);
  return (place) => {
    const own = titleText(row.cells[place]);
    if (own !== '') return own;
    const range = top.find((merge) => merge.left <= place && place <= merge.right);
    if (range !== undefined) return titleText(row.cells[range.left]);
    if (top.length > 0 || isBlank(below.cells[place])) return '';
    const left = filledPlaces(row.cells).filter((index) => index < place);
    return titleText(row.cells[left.at(-1) ?? -1]);
  };
};

interface TitleText {
  readonly text: string;
  readonly group?: string;
}

const titledColumns = (below: readonly SheetRow[], read: (place: number) => TitleText, width: number): readonly HeaderColumn[] => {
  const widest = Math.max(width, ...below.map((row) => row.cells.length));
  const places = Array.from({ length: widest }, (_, place) => place);
  const kept = places
    .map((index) => ({ index, ...readTitle(read(index).text), group: read(index).group }))
    .filter(({ index, title }) => title !== '' || below.some((row) => !isBlank(row.cells[index])));
  const titles = numberedTitles(kept);
  return kept.map(({ index, required, group }, order) => ({
    index,
    title: titles[order] ?? '',
    required,
    ...(group === undefined ? {} : { group: readTitle(group).title }),
  }));
};

const withoutHeader = (rows: readonly SheetRow[], position: number): Header => {
  const columns = titledColumns(rows.slice(position), () => ({ text: '' }), 0);
  return { row: null, rows: 0, firstData: rows[position]?.number ?? 1, columns, above: position };
};
