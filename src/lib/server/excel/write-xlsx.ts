import type { ExportSheet } from '#server/excel/export-sheet.ts';
import { placeLists } from '#server/excel/place-lists.ts';
import { sheetXml } from '#server/excel/write-sheet.ts';
import { listSheet, listXml, packageParts, sheetName } from '#server/excel/xlsx-package.ts';
import { zipStream, type ZipPart } from '#server/excel/zip-stream.ts';

/** An xlsx as a stream of bytes: rows are asked for as fast as bytes are taken, and nothing but the row at hand is held. */
export const writeXlsx = (sheets: readonly ExportSheet[]): AsyncIterable<Uint8Array> => {
  const { formulas, stored } = placeLists(sheets.flatMap(({ columns }) => columns));
  const taken = new Set<string>([listSheet]);
  const names = sheets.map(({ name }) => {
    const free = sheetName(name, taken);
    taken.add(free.toLowerCase());
    return free;
  });
  const all = stored.length > 0 ? [...names, listSheet] : names;
  const parts: ZipPart[] = [...packageParts(all)];
  for (const [index, sheet] of sheets.entries()) {
    parts.push({ name: `xl/worksheets/sheet${String(index + 1)}.xml`, content: sheetXml(sheet, index === 0, formulas) });
  }
  if (stored.length > 0) parts.push({ name: `xl/worksheets/sheet${String(all.length)}.xml`, content: [listXml(stored)] });
  return zipStream(parts);
};
