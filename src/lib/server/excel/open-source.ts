import { problem, refused, type Result, ok } from '#core/problem.ts';
import { openCsv } from '#server/excel/read-csv.ts';
import { openWhole } from '#server/excel/read-sheetjs.ts';
import { openXlsx } from '#server/excel/read-xlsx.ts';
import type { SheetSource } from '#server/excel/sheet-source.ts';
import { sniff } from '#server/excel/sniff.ts';
import { BrokenZip } from '#server/excel/zip-directory.ts';

/** Opens a file of whatever kind its content says; runs inside the worker. */
export const openSource = async (path: string): Promise<Result<SheetSource>> => {
  const sniffed = await sniff(path);
  if (!sniffed.ok) return sniffed;
  const { kind, size } = sniffed.value;
  try {
    if (kind === 'csv') return ok(await openCsv(path, sniffed.value));
    return kind === 'xlsx' ? await openXlsx(path, size) : await openWhole(path, sniffed.value);
  } catch (error) {
    if (error instanceof BrokenZip) return refused(problem('workbook-broken'));
    throw error;
  }
};
