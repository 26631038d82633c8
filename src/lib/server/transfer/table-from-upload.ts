import { problem } from '#core/problem.ts';
import { tableTitle } from '#server/transfer/table-title.ts';
import { done, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Caller } from '#usecases/ports/world.ts';
import type { ImportReport } from '#usecases/import/import-plan.ts';
import { proposeFromSheet, readSheet, sheetChoices, usualSheet, type SheetChoice } from '#usecases/import/propose-import.ts';
import { openUpload, startTableImport, type ImportTools } from '#usecases/import/start-import.ts';

export interface UploadedTable {
  readonly upload: string;
  readonly file: string;
  /** Number from 1 or name of a sheet; '' for the usual one. */
  readonly sheet: string;
  readonly words: { readonly untitled: string; readonly section: string; readonly allView: string };
}

/** The table a workbook proposes, taken as it is. */
export const tableFromUpload = async (tools: ImportTools, caller: Caller, given: UploadedTable): Promise<Outcome<ImportReport>> => {
  const opened = await openUpload(tools.workbooks, given.upload);
  if (!opened.ok) return opened;
  const workbook = opened.value;
  try {
    const choices = sheetChoices(workbook);
    const sheet = sheetNamed(choices, given.sheet);
    const read = sheet === undefined ? undefined : await readSheet(workbook, sheet);
    if (sheet === undefined || !read) return refusedFor(problem('no-such-sheet', '/sheet', { sheet: given.sheet }));
    if (!read.ok) return refusedFor(...read.problems);
    const words = {
      title: tableTitle(read.value.name, given.file, given.words.untitled),
      section: given.words.section,
      view: given.words.allView,
    };
    const { definition, columns } = proposeFromSheet(tools.world, { workbook, read: read.value }, words);
    const started = await startTableImport(tools, caller, {
      ...given,
      sheet,
      definition,
      columns: columns.map(({ index, key }) => ({ index, field: key })),
      opened: { workbook, read: read.value },
    });
    return started.ok ? done(await started.value.finished) : started;
  } finally {
    await workbook.close();
  }
};

/** Undefined where the workbook has no such sheet. */
export const sheetNamed = (choices: readonly SheetChoice[], asked: string): number | undefined => {
  if (asked === '') return usualSheet(choices);
  return (choices.find((sheet) => sheet.name === asked) ?? choices.find((sheet) => String(sheet.index + 1) === asked))?.index;
};
