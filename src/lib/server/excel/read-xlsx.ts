import { open, type FileHandle } from 'node:fs/promises';
import { isBlank, type Cell, type CellRange, type SheetRow } from '#core/transfer/cell.ts';
import { ok, problem, refused, type Problem, type Result } from '#core/problem.ts';
import { chunkRows, headRows, mostColumns, mostMerges, type SheetInfo, type SheetSource } from '#server/excel/sheet-source.ts';
import { readListRules, readRange, resolveLists, type ListSources } from '#server/excel/validation-lists.ts';
import { readFormats } from '#server/excel/xlsx-format.ts';
import { readRow, type RowContext } from '#server/excel/xlsx-row.ts';
import { attribute, elements, streamElements, stringItem, xmlText } from '#server/excel/xml-scan.ts';
import { entryText, readZipDirectory, type ZipDirectory, type ZipEntry } from '#server/excel/zip-directory.ts';

interface SheetPart {
  readonly name: string;
  readonly hidden: boolean;
  readonly entry: ZipEntry;
}

interface Book {
  readonly file: FileHandle;
  readonly directory: ZipDirectory;
  readonly sheets: readonly SheetPart[];
  readonly names: ReadonlyMap<string, string>;
  readonly strings: readonly string[];
  readonly formats: RowContext['formats'];
  readonly from1904: boolean;
}

const contextOf = ({ strings, formats, from1904 }: Book): RowContext => ({
  strings,
  formats,
  from1904,
  seen: { withoutValue: 0, widest: 0, money: new Set() },
});

const resolved = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`).toLowerCase();

const readStrings = async (file: FileHandle, directory: ZipDirectory): Promise<readonly string[]> => {
  const entry =
    directory.entries.get('xl/sharedstrings.xml') ?? [...directory.entries.values()].find(({ name }) => /sharedStrings\.xml$/i.test(name));
  const strings: string[] = [];
  if (entry === undefined) return strings;
  for await (const items of streamElements(file, entry, 'si').batches) for (const item of items) strings.push(stringItem(item));
  return strings;
};

const sheetParts = (workbook: string, relations: string, directory: ZipDirectory): readonly SheetPart[] => {
  const targets = new Map(elements(relations, 'Relationship').map((tag) => [attribute(tag, 'Id'), resolved(attribute(tag, 'Target'))]));
  return elements(workbook, 'sheet').flatMap((tag) => {
    const id = /\s(?:\w+:)id\s*=\s*["']([^"']+)/.exec(tag)?.[1] ?? '';
    const entry = directory.entries.get(targets.get(id) ?? '');
    const hidden = /hidden/i.test(attribute(tag, 'state'));
    return entry === undefined || entry.name.includes('chartsheets') ? [] : [{ name: attribute(tag, 'name'), hidden, entry }];
  });
};

const readBook = async (file: FileHandle, directory: ZipDirectory): Promise<Book> => {
  const path = directory.entries.has('xl/workbook.xml')
    ? 'xl/workbook.xml'
    : ([...directory.entries.keys()].find((name) => /^xl\/workbook\d*\.xml$/.test(name)) ?? '');
  const workbook = await entryText(file, directory, path);
  const relations = await entryText(file, directory, path.replace(/^xl\//, 'xl/_rels/') + '.rels');
  const names = new Map(
    elements(workbook, 'definedName').map((tag) => [attribute(tag, 'name').toLowerCase(), xmlText(tag.replaceAll(/<[^>]*>/g, ''))]),
  );
  const formats = readFormats(await entryText(file, directory, 'xl/styles.xml'));
  const from1904 = /<(?:\w+:)?workbookPr[^>]*\sdate1904\s*=\s*["'](?:1|true)/.test(workbook);
  const strings = await readStrings(file, directory);
  return { file, directory, sheets: sheetParts(workbook, relations, directory), names, strings, formats, from1904 };
};

interface Scan {
  readonly context: RowContext;
  /** Elements around the rows, filled once all rows are taken. */
  tail: string;
  /** Rows behind the head are counted only. */
  readonly parse: (parsed: number) => boolean;
  lastRow: number;
}

async function* scanRows(book: Book, part: SheetPart, scan: Scan): AsyncGenerator<readonly SheetRow[]> {
  const stream = streamElements(book.file, part.entry, 'row');
  const at = { previous: 0, parsed: 0 };
  for await (const batch of stream.batches) {
    let rows: SheetRow[] = [];
    for (const xml of batch) {
      const row = scanRow(xml, at, scan);
      if (row !== null) rows.push(row);
      if (rows.length < chunkRows) continue;
      yield rows;
      rows = [];
    }
    if (rows.length > 0) yield rows;
  }
  scan.tail = stream.around().after;
}

/** Reads one row, or only notes that it is there; null for blank ones. */
const scanRow = (xml: string, at: { previous: number; parsed: number }, scan: Scan): SheetRow | null => {
  if (!scan.parse(at.parsed)) {
    at.previous = Number(/\sr="(\d+)"/.exec(xml.slice(0, 200))?.[1] ?? at.previous + 1);
    if (/<(?:\w+:)?(?:v|is)[\s>]/.test(xml)) scan.lastRow = at.previous;
    return null;
  }
  const row = readRow(xml, at.previous, scan.context);
  at.previous = row.number;
  if (row.cells.every(isBlank)) return null;
  at.parsed += 1;
  scan.lastRow = row.number;
  return row;
};

const mergesOf = (tail: string): readonly CellRange[] =>
  elements(tail, 'mergeCell')
    .slice(0, mostMerges)
    .flatMap((tag) => readRange(attribute(tag, 'ref')) ?? []);

const mostListRows = 5000;

/** Values of ranges for lists; each sheet is read once and only as far as lists may reach. */
const listSources = (book: Book, own: SheetPart): ListSources => {
  const cache = new Map<string, Promise<readonly SheetRow[]>>();
  const rowsOf = async (part: SheetPart): Promise<readonly SheetRow[]> => {
    const rows: SheetRow[] = [];
    for await (const some of scanRows(book, part, {
      context: contextOf(book),
      tail: '',
      parse: (parsed) => parsed < mostListRows,
      lastRow: 0,
    })) {
      rows.push(...some);
    }
    return rows;
  };
  return {
    definedName: (name) => book.names.get(name.toLowerCase()) ?? '',
    range: async (sheet, range) => {
      const part = sheet === '' ? own : book.sheets.find(({ name }) => name.toLowerCase() === sheet.toLowerCase());
      if (part === undefined) return [];
      const rows = cache.get(part.name) ?? rowsOf(part);
      cache.set(part.name, rows);
      const inside = (await rows).filter(({ number }) => number - 1 >= range.top && number - 1 <= range.bottom);
      return inside.flatMap(({ cells }): readonly Cell[] => cells.slice(range.left, range.right + 1));
    },
  };
};

const noticesOf = (context: RowContext): readonly Problem[] => {
  const { widest, withoutValue } = context.seen;
  return [
    ...(widest > mostColumns ? [problem('columns-left-out', '', { columns: widest, kept: mostColumns })] : []),
    ...(withoutValue > 0 ? [problem('formulas-without-value', '', { count: withoutValue })] : []),
  ];
};

const sheetInfo = async (book: Book, part: SheetPart): Promise<SheetInfo> => {
  const context = contextOf(book);
  const scan: Scan = { context, tail: '', parse: (parsed) => parsed < headRows, lastRow: 0 };
  const head: SheetRow[] = [];
  for await (const rows of scanRows(book, part, scan)) head.push(...rows);
  const lists = await resolveLists(readListRules(scan.tail), listSources(book, part));
  return {
    name: part.name,
    hidden: part.hidden,
    rows: scan.lastRow,
    columns: Math.min(mostColumns, context.seen.widest),
    head,
    merges: mergesOf(scan.tail),
    lists,
    money: [...context.seen.money],
    problems: noticesOf(context),
  };
};

/** Opens an xlsx: small parts and shared strings are read, sheets are only skimmed; rows come while the sheet is unpacked. */
export const openXlsx = async (path: string, size: number): Promise<Result<SheetSource>> => {
  const file = await open(path, 'r');
  const directory = await readZipDirectory(file, size);
  const book = directory.ok ? await readBook(file, directory.value) : null;
  if (book === null || book.sheets.length === 0) {
    await file.close();
    return directory.ok ? refused(problem('workbook-broken')) : directory;
  }
  const sheets: SheetInfo[] = [];
  for (const part of book.sheets) sheets.push(await sheetInfo(book, part));
  const rows = (sheet: number): AsyncIterable<readonly SheetRow[]> => {
    const part = book.sheets[sheet];
    if (part === undefined) throw new RangeError(`sheet ${String(sheet)}`);
    return scanRows(book, part, { context: contextOf(book), tail: '', parse: () => true, lastRow: 0 });
  };
  return ok({ info: { kind: 'xlsx', encoding: null, sheets }, rows, close: () => file.close() });
};
