import { columnFormats as formats, type ColumnFormat } from '#core/transfer/export-column.ts';

/** Colours of rows and cells; red says overdue or refused, and words always stand beside it. */
export const marks = ['red', 'amber', 'blue'] as const;
export type Mark = (typeof marks)[number];

const fills: Readonly<Record<Mark, string>> = { red: 'FFFDE2E1', amber: 'FFFFF1D6', blue: 'FFE3EEFF' };
const inks: Readonly<Record<Mark, string>> = { red: 'FF9B1C1C', amber: 'FF7A4B00', blue: 'FF1D4E89' };

const codes: Readonly<Record<ColumnFormat, readonly [number, string]>> = {
  text: [49, ''],
  general: [0, ''],
  number: [0, ''],
  money: [171, '#,##0.00'],
  percent: [172, '0.00%'],
  date: [173, 'yyyy-mm-dd'],
  datetime: [174, 'yyyy-mm-dd hh:mm:ss'],
  wrapped: [49, ''],
};

/** Number of the header's style; the others follow from format and mark. */
export const headerStyle = 1;

export const styleOf = (format: ColumnFormat, mark: Mark | null): number =>
  2 + (mark === null ? 0 : marks.indexOf(mark) + 1) * formats.length + formats.indexOf(format);

const cellFormat = (format: ColumnFormat, fill: number): string => {
  const wrap = format === 'wrapped' ? '<alignment vertical="top" wrapText="1"/>' : '<alignment vertical="top"/>';
  return `<xf numFmtId="${String(codes[format][0])}" fontId="0" fillId="${String(fill)}" borderId="0" xfId="0" applyNumberFormat="1" applyFill="1" applyAlignment="1">${wrap}</xf>`;
};

const solid = (color: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/><bgColor indexed="64"/></patternFill></fill>`;

/** Differential format of a conditional rule; its place in the list is the place of its mark. */
const differential = (mark: Mark): string =>
  `<dxf><font><color rgb="${inks[mark]}"/></font><fill><patternFill patternType="solid"><fgColor rgb="${fills[mark]}"/><bgColor rgb="${fills[mark]}"/></patternFill></fill></dxf>`;

/** The whole styles.xml; it does not depend on the table. */
export const stylesXml = (): string => {
  const numbers = formats.map((format) => codes[format]).filter(([, code]) => code !== '');
  const rows = [null, ...marks].flatMap((mark) => formats.map((format) => cellFormat(format, mark === null ? 0 : 3 + marks.indexOf(mark))));
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<numFmts count="${String(numbers.length)}">${numbers.map(([id, code]) => `<numFmt numFmtId="${String(id)}" formatCode="${code}"/>`).join('')}</numFmts>`,
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
    `<fills count="${String(3 + marks.length)}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${solid('FFEFF3F1')}${marks.map((mark) => solid(fills[mark])).join('')}</fills>`,
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${String(rows.length + 2)}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>',
    `${rows.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>`,
    `<dxfs count="${String(marks.length)}">${marks.map(differential).join('')}</dxfs></styleSheet>`,
  ].join('');
};
