import { displayText, type Cell, type CellRange } from '#core/transfer/cell.ts';
import { mostColumns, type ColumnList } from '#server/excel/sheet-source.ts';
import { columnOfReference } from '#server/excel/xlsx-row.ts';
import { attribute, elements, xmlText } from '#server/excel/xml-scan.ts';

export interface ListRule {
  readonly formula: string;
  readonly columns: readonly number[];
}

export interface ListSources {
  /** Formula of a defined name, '' for none. */
  definedName(name: string): string;
  /** Values of a range, in reading order; the sheet is '' for the sheet of the rule. */
  range(sheet: string, range: CellRange): Promise<readonly Cell[]>;
}

const mostRules = 20_000;
const mostWords = 500;

/** Zero-based range of `$A$1:$B$5`, `A1` or `A:A`; null for anything else. */
export const readRange = (reference: string): CellRange | null => {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})?(?::\$?([A-Z]{1,3})\$?(\d{1,7})?)?$/i.exec(reference.trim());
  if (match?.[1] === undefined) return null;
  const left = columnOfReference(match[1]);
  const top = match[2] === undefined ? 0 : Number(match[2]) - 1;
  const single = match[3] === undefined;
  const right = single ? left : columnOfReference(match[3] ?? '');
  const bottom = single ? top : match[4] === undefined ? 1_048_575 : Number(match[4]) - 1;
  return { top, left, bottom, right };
};

const columnsOf = (sqref: string): readonly number[] => {
  const columns = new Set<number>();
  for (const part of sqref.split(/\s+/).slice(0, 1000)) {
    const range = readRange(part);
    if (range === null) continue;
    for (let column = range.left; column <= Math.min(range.right, mostColumns - 1); column += 1) columns.add(column);
  }
  return [...columns];
};

const inner = (tag: string, name: string): string => {
  const element = elements(tag, name)[0] ?? '';
  return xmlText(element.replaceAll(/<[^>]*>/g, '')).trim();
};

/** The list rules of a sheet, one per column and formula; old and extended (x14) spelling. */
export const readListRules = (tail: string): readonly ListRule[] => {
  const rules = new Map<string, Set<number>>();
  for (const tag of elements(tail, 'dataValidation').slice(0, mostRules)) {
    const head = tag.slice(0, tag.indexOf('>') + 1);
    if (attribute(head, 'type') !== 'list') continue;
    const formula = inner(tag, 'formula1');
    const columns = columnsOf(attribute(head, 'sqref') || inner(tag, 'sqref'));
    const known = rules.get(formula) ?? new Set<number>();
    for (const column of columns) known.add(column);
    rules.set(formula, known);
  }
  return [...rules].map(([formula, columns]) => ({ formula, columns: [...columns] }));
};

/** The words of one rule: written in it, in a range, or behind a defined name. Computed lists (INDIRECT, OFFSET) have none. */
const wordsOf = async (formula: string, sources: ListSources, depth = 0): Promise<readonly string[]> => {
  const inline = /^=?"([\s\S]*)"$/.exec(formula)?.[1];
  if (inline !== undefined) return inline.replaceAll('""', '"').split(',');
  const plain = formula.replace(/^=/, '');
  const match = /^(?:(?:'((?:[^']|'')+)'|([^'!()]+))!)?([^!()]+)$/.exec(plain);
  if (match === null) return [];
  const range = readRange(match[3] ?? '');
  const sheet = (match[1] ?? match[2] ?? '').replaceAll("''", "'").replace(/^\[\d+\]/, '');
  if (range !== null) return (await sources.range(sheet, range)).map((cell) => displayText(cell));
  const name = sources.definedName(match[3] ?? '');
  return name === '' || depth > 3 ? [] : wordsOf(name, sources, depth + 1);
};

/** The dropdown list of each column; the first that can be resolved counts. */
export const resolveLists = async (rules: readonly ListRule[], sources: ListSources): Promise<readonly ColumnList[]> => {
  const lists = new Map<number, readonly string[]>();
  for (const { formula, columns } of rules) {
    const open = columns.filter((column) => !lists.has(column));
    if (open.length === 0) continue;
    const words = [...new Set((await wordsOf(formula, sources)).map((word) => word.trim()).filter((word) => word !== ''))];
    if (words.length === 0 || words.length > mostWords) continue;
    for (const column of open) lists.set(column, words);
  }
  return [...lists].map(([column, words]) => ({ column, words }));
};
