import type { ZipPart } from '#server/excel/zip-stream.ts';
import { escapeXml } from '#server/excel/write-cell.ts';
import { columnLetters } from '#server/excel/xlsx-row.ts';
import { stylesXml } from '#server/excel/xlsx-styles.ts';

export const spreadsheetSpace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** The very hidden sheet of dropdown lists. */
export const listSheet = '_lists';
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

/** The sheet of long dropdown lists, one column each. */
export const listXml = (stored: readonly (readonly string[])[]): string => {
  const longest = Math.max(0, ...stored.map((words) => words.length));
  const rows = Array.from({ length: longest }, (_, row) => {
    const cells = stored.flatMap((words, column) => {
      const word = words[row];
      const at = `${columnLetters(column)}${String(row + 1)}`;
      return word === undefined ? [] : [`<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(word)}</t></is></c>`];
    });
    return `<row r="${String(row + 1)}">${cells.join('')}</row>`;
  });
  return `${xmlHead}<worksheet xmlns="${spreadsheetSpace}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
};

const workbookXml = (names: readonly string[]): string => {
  const sheets = names.map((name, index) => {
    const state = name === listSheet ? ' state="veryHidden"' : '';
    return `<sheet name="${escapeXml(name)}" sheetId="${String(index + 1)}"${state} r:id="rId${String(index + 1)}"/>`;
  });
  return `${xmlHead}<workbook xmlns="${spreadsheetSpace}" xmlns:r="${relations}"><sheets>${sheets.join('')}</sheets></workbook>`;
};

/** Everything of an xlsx but its sheets. */
export const packageParts = (names: readonly string[]): readonly ZipPart[] => {
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
        `${xmlHead}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`,
        `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${office}.sheet.main+xml"/>`,
        `<Override PartName="/xl/styles.xml" ContentType="${office}.styles+xml"/>${types.join('')}</Types>`,
      ],
    },
    {
      name: '_rels/.rels',
      content: [
        `${xmlHead}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      ],
    },
    { name: 'xl/workbook.xml', content: [workbookXml(names)] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [`${xmlHead}<Relationships xmlns="${packageRelations}">${links.join('')}${stylesLink}</Relationships>`],
    },
    { name: 'xl/styles.xml', content: [stylesXml()] },
  ];
};
