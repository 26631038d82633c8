import { writeXlsx } from '#server/excel/write-xlsx.ts';

/** Rows of words as a workbook of one sheet, the heads in the first row. */
export const listWorkbook = (name: string, rows: readonly (readonly string[])[]): ReturnType<typeof writeXlsx> => {
  const [head = [], ...lines] = rows;
  const columns = head.map((title) => ({ title, format: 'wrapped' as const, width: 24 }));
  return writeXlsx([{ name, columns, rows: [lines.map((cells) => ({ cells }))] }]);
};
