import type { Cell } from '#core/transfer/cell.ts';
import { recordIdHeader } from '#core/transfer/match-columns.ts';
import { cellXml, escapeXml } from '#server/excel/write-cell.ts';
import { headerStyle, marks, stylesXml, styleOf, type ColumnFormat, type Mark } from '#server/excel/xlsx-styles.ts';
import { columnLetters } from '#server/excel/xlsx-row.ts';
import { zipStream, type ZipPart } from '#server/excel/zip-stream.ts';

export interface ExportColumn {
  readonly title: string;
  readonly format: ColumnFormat;
  /** In characters; 8 to 60, by the title where absent. */
  readonly width?: number;
  /** Words of a dropdown; `strict` refuses others when typed in the spreadsheet program. */
  readonly list?: { readonly words: readonly string[]; readonly strict: boolean };
}

export interface ExportRow {
  readonly cells: readonly Cell[];
  /** Record id, for the hidden last column. */
  readonly id?: string;
  /** Colour of the whole row; a column of words has to say why. */
  readonly mark?: Mark | null;
  /** Colours of single cells. */
  readonly cellMarks?: ReadonlyMap<number, Mark>;
}

/** A rule that colours rows in the spreadsheet program itself; the formula is written for the first data row (2), for example `$K2<TODAY()-30`. */
export interface ColorRule {
  readonly formula: string;
  readonly mark: Mark;
}

export interface ExportSheet {
  readonly name: string;
  readonly columns: readonly ExportColumn[];
  readonly rows: AsyncIterable<readonly ExportRow[]> | Iterable<readonly ExportRow[]>;
  readonly frozenColumns?: number;
  readonly rules?: readonly ColorRule[];
  /** Adds the hidden last column that re-import recognises. */
  readonly ids?: boolean;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const listSheet = '_lists';
const lastRow = 1_048_576;

/** A name a spreadsheet program takes: at most 31 characters, none of `[]:*?/\`, not taken. */
export const sheetName = (name: string, taken: ReadonlySet<string> = new Set()): string => {
  const plain = name
    .replaceAll(/[[\]:*?/\\\p{Cc}]/gu, ' ')
    .replaceAll(/^'+|'+$/g, '')
    .trim();
  const start = Array.from(plain === '' ? 'Sheet' : plain)
    .slice(0, 28)
    .join('');
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? start : `${start}${String(count)}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
};

interface PlacedList {
  readonly words: readonly string[];
  readonly formula: string;
}

/** Short lists stand in the rule itself; above 255 characters, or with commas or quotes in a word, they go to a very hidden sheet. */
const placeLists = (
  sheets: readonly ExportSheet[],
): { placed: ReadonlyMap<ExportColumn, PlacedList>; stored: readonly (readonly string[])[] } => {
  const placed = new Map<ExportColumn, PlacedList>();
  const stored: (readonly string[])[] = [];
  for (const column of sheets.flatMap(({ columns }) => columns)) {
    if (column.list === undefined || column.list.words.length === 0) continue;
    const { words } = column.list;
    const inline = words.join(',');
    if (inline.length <= 255 && !words.some((word) => /[,"]|^\s|\s$/.test(word))) {
      placed.set(column, { words, formula: `"${inline}"` });
      continue;
    }
    const letter = columnLetters(stored.length);
    placed.set(column, { words, formula: `${listSheet}!$${letter}$1:$${letter}$${String(words.length)}` });
    stored.push(words);
  }
  return { placed, stored };
};

const widthOf = ({ title, width, format }: ExportColumn): number => {
  const wide = [...title].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 255 ? 2.1 : 1.1), 2);
  const least = format === 'wrapped' ? 40 : format === 'datetime' ? 20 : 12;
  return Math.min(60, Math.max(8, width ?? Math.max(least, wide)));
};

const sheetHead = ({ columns, frozenColumns = 0, ids }: ExportSheet, first: boolean): string => {
  const corner = `${columnLetters(frozenColumns)}2`;
  const pane = frozenColumns > 0 ? 'bottomRight' : 'bottomLeft';
  const split = frozenColumns > 0 ? ` xSplit="${String(frozenColumns)}"` : '';
  const widths = columns.map((column, index) => {
    const [at, style] = [String(index + 1), String(styleOf(column.format, null))];
    return `<col min="${at}" max="${at}" width="${widthOf(column).toFixed(1)}" style="${style}" customWidth="1"/>`;
  });
  const idColumn =
    ids === true
      ? `<col min="${String(columns.length + 1)}" max="${String(columns.length + 1)}" width="18" hidden="1" customWidth="1"/>`
      : '';
  const titles = [...columns.map(({ title }) => title), ...(ids === true ? [recordIdHeader] : [])];
  const cells = titles.map(
    (title) => `<c t="inlineStr" s="${String(headerStyle)}"><is><t xml:space="preserve">${escapeXml(title)}</t></is></c>`,
  );
  return [
    `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"${first ? ' tabSelected="1"' : ''}>`,
    `<pane${split} ySplit="1" topLeftCell="${corner}" activePane="${pane}" state="frozen"/></sheetView></sheetViews>`,
    `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}${idColumn}</cols><sheetData><row r="1">${cells.join('')}</row>`,
  ].join('');
};

const rowXml = (row: ExportRow, columns: readonly ExportColumn[], ids: boolean): string => {
  let xml = '<row>';
  for (let index = 0; index < columns.length; index += 1) {
    const format = columns[index]?.format ?? 'text';
    const mark = row.cellMarks?.get(index) ?? row.mark ?? null;
    xml += cellXml(row.cells[index] ?? null, format, styleOf(format, mark));
  }
  return ids ? `${xml}${cellXml(row.id ?? null, 'text', styleOf('text', null))}</row>` : `${xml}</row>`;
};

const ruleXml = (rules: readonly ColorRule[], columns: number): string =>
  rules
    .map(({ formula, mark }, index) => {
      const range = `A2:${columnLetters(Math.max(0, columns - 1))}${String(lastRow)}`;
      const rule = `<cfRule type="expression" dxfId="${String(marks.indexOf(mark))}" priority="${String(index + 1)}">`;
      return `<conditionalFormatting sqref="${range}">${rule}<formula>${escapeXml(formula)}</formula></cfRule></conditionalFormatting>`;
    })
    .join('');

const validationXml = (columns: readonly ExportColumn[], placed: ReadonlyMap<ExportColumn, PlacedList>): string => {
  const rules = columns.flatMap((column, index) => {
    const list = placed.get(column);
    if (list === undefined) return [];
    const range = `${columnLetters(index)}2:${columnLetters(index)}${String(lastRow)}`;
    const strict = column.list?.strict === true ? ' showErrorMessage="1"' : '';
    return [
      `<dataValidation type="list" allowBlank="1"${strict} sqref="${range}"><formula1>${escapeXml(list.formula)}</formula1></dataValidation>`,
    ];
  });
  return rules.length === 0 ? '' : `<dataValidations count="${String(rules.length)}">${rules.join('')}</dataValidations>`;
};

const flushAt = 64 * 1024;

async function* sheetXml(sheet: ExportSheet, first: boolean, placed: ReadonlyMap<ExportColumn, PlacedList>): AsyncGenerator<string> {
  let pending = sheetHead(sheet, first);
  for await (const rows of sheet.rows) {
    for (const row of rows) {
      pending += rowXml(row, sheet.columns, sheet.ids === true);
      if (pending.length < flushAt) continue;
      yield pending;
      pending = '';
    }
  }
  yield `${pending}</sheetData>${ruleXml(sheet.rules ?? [], sheet.columns.length)}${validationXml(sheet.columns, placed)}</worksheet>`;
}

const listXml = (stored: readonly (readonly string[])[]): string => {
  const longest = Math.max(0, ...stored.map((words) => words.length));
  const rows = Array.from({ length: longest }, (_, row) => {
    const cells = stored.flatMap((words, column) => {
      const word = words[row];
      const at = `${columnLetters(column)}${String(row + 1)}`;
      return word === undefined ? [] : [`<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(word)}</t></is></c>`];
    });
    return `<row r="${String(row + 1)}">${cells.join('')}</row>`;
  });
  return `${head}<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
};

const workbookXml = (names: readonly string[]): string => {
  const sheets = names.map((name, index) => {
    const state = name === listSheet ? ' state="veryHidden"' : '';
    return `<sheet name="${escapeXml(name)}" sheetId="${String(index + 1)}"${state} r:id="rId${String(index + 1)}"/>`;
  });
  return `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets.join('')}</sheets></workbook>`;
};

const packageParts = (names: readonly string[]): readonly ZipPart[] => {
  const office = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const types = names.map(
    (_, index) => `<Override PartName="/xl/worksheets/sheet${String(index + 1)}.xml" ContentType="${office}.worksheet+xml"/>`,
  );
  const links = names.map((_, index) => {
    const id = String(index + 1);
    return `<Relationship Id="rId${id}" Type="${relations}/worksheet" Target="worksheets/sheet${id}.xml"/>`;
  });
  const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const stylesLink = `<Relationship Id="rId${String(names.length + 1)}" Type="${relations}/styles" Target="styles.xml"/>`;
  return [
    {
      name: '[Content_Types].xml',
      content: [
        `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
        `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${office}.sheet.main+xml"/>`,
        `<Override PartName="/xl/styles.xml" ContentType="${office}.styles+xml"/>${types.join('')}</Types>`,
      ],
    },
    {
      name: '_rels/.rels',
      content: [
        `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
    },
    { name: 'xl/workbook.xml', content: [workbookXml(names)] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [`${head}<Relationships xmlns="${packageRelations}">${links.join('')}${stylesLink}</Relationships>`],
    },
    { name: 'xl/styles.xml', content: [stylesXml()] },
  ];
};

/** An xlsx as a stream of bytes: rows are asked for as fast as bytes are taken, and nothing but the row at hand is held. */
export const writeXlsx = (sheets: readonly ExportSheet[]): AsyncIterable<Uint8Array> => {
  const { placed, stored } = placeLists(sheets);
  const taken = new Set<string>([listSheet]);
  const names = sheets.map(({ name }) => {
    const free = sheetName(name, taken);
    taken.add(free.toLowerCase());
    return free;
  });
  const all = stored.length > 0 ? [...names, listSheet] : names;
  const parts: ZipPart[] = [...packageParts(all)];
  for (const [index, sheet] of sheets.entries()) {
    parts.push({ name: `xl/worksheets/sheet${String(index + 1)}.xml`, content: sheetXml(sheet, index === 0, placed) });
  }
  if (stored.length > 0) parts.push({ name: `xl/worksheets/sheet${String(all.length)}.xml`, content: [listXml(stored)] });
  return zipStream(parts);
};
