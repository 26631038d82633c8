import { recordIdHeader } from '#core/transfer/match-columns.ts';
import type { ColorRule, ExportColumn, ExportRow, ExportSheet } from '#server/excel/export-sheet.ts';
import { cellXml, escapeXml } from '#server/excel/write-cell.ts';
import { spreadsheetSpace, xmlHead } from '#server/excel/xlsx-package.ts';
import { columnLetters } from '#server/excel/xlsx-row.ts';
import { headerStyle, marks, styleOf } from '#server/excel/xlsx-styles.ts';

const lastRow = 1_048_576;

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
    `${xmlHead}<worksheet xmlns="${spreadsheetSpace}"><sheetViews><sheetView workbookViewId="0"${first ? ' tabSelected="1"' : ''}>`,
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

const validationXml = (columns: readonly ExportColumn[], formulas: ReadonlyMap<ExportColumn, string>): string => {
  const rules = columns.flatMap((column, index) => {
    const formula = formulas.get(column);
    if (formula === undefined) return [];
    const range = `${columnLetters(index)}2:${columnLetters(index)}${String(lastRow)}`;
    const strict = column.list?.strict === true ? ' showErrorMessage="1"' : '';
    return [
      `<dataValidation type="list" allowBlank="1"${strict} sqref="${range}"><formula1>${escapeXml(formula)}</formula1></dataValidation>`,
    ];
  });
  return rules.length === 0 ? '' : `<dataValidations count="${String(rules.length)}">${rules.join('')}</dataValidations>`;
};

const flushAt = 64 * 1024;

/** The XML of one sheet, in pieces of about 64 KiB while its rows come. */
export async function* sheetXml(sheet: ExportSheet, first: boolean, formulas: ReadonlyMap<ExportColumn, string>): AsyncGenerator<string> {
  let pending = sheetHead(sheet, first);
  for await (const rows of sheet.rows) {
    for (const row of rows) {
      pending += rowXml(row, sheet.columns, sheet.ids === true);
      if (pending.length < flushAt) continue;
      yield pending;
      pending = '';
    }
  }
  yield `${pending}</sheetData>${ruleXml(sheet.rules ?? [], sheet.columns.length)}${validationXml(sheet.columns, formulas)}</worksheet>`;
}
