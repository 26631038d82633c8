import { copyFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fill } from '#messages/fill.ts';
import { keepWorkbooks } from '#server/transfer/keep-workbooks.ts';
import { sheetNamed } from '#server/transfer/table-from-upload.ts';
import { openImportDesk } from '#usecases/import/import-desk.ts';
import type { ImportReport } from '#usecases/import/import-plan.ts';
import { sheetChoices } from '#usecases/import/propose-import.ts';
import { openUpload, startImport, type ImportTools } from '#usecases/import/start-import.ts';
import type { Command, Given, Speaker } from '../command.ts';
import { reasonOf } from '../files.ts';
import { withWorld } from '../open-data.ts';
import { requireDone } from '../require-done.ts';
import { requireTable } from '../require-table.ts';
import { sayProblems } from '../say-problems.ts';
import { Told } from '../told.ts';
import { requirePerson } from '../who.ts';

/** Rows of a file into a table, with the columns as they are recognised; the report is the page's. */
export const importRows: Command = {
  name: 'import',
  words: 'importWords',
  positionals: ['TABLE', 'FILE'],
  flags: {
    user: { value: 'EMAIL', words: 'importUserFlag', needed: true },
    key: { value: 'FIELD', words: 'keyFlag' },
    sheet: { value: 'NAME', words: 'sheetFlag' },
    'dry-run': { words: 'dryFlag' },
  },
  run: (given, speaker) =>
    withWorld(async ({ world, config }) => {
      const [key = '', file = ''] = given.positionals;
      requireTable(world, key);
      const { id, role, team, name, email } = requirePerson(world, given.flags.get('user') ?? '');
      const workbooks = keepWorkbooks(config.data);
      const upload = world.newId();
      await copyUpload(file, await workbooks.place(upload));
      try {
        const tools = { world, workbooks, desk: openImportDesk(workbooks) };
        const sheet = await chooseSheet(tools, upload, given);
        const request = { upload, file: basename(file), sheet, table: key, columns: undefined, key: given.flags.get('key') ?? null };
        const caller = { id, role, team, name, email, language: speaker.language, door: 'import' as const };
        const started = requireDone(await startImport(tools, caller, { ...request, dryRun: given.flags.has('dry-run') }));
        return sayReport(await started.finished, speaker);
      } finally {
        await workbooks.discard(upload);
      }
    }),
};

const copyUpload = async (file: string, place: string): Promise<void> => {
  try {
    copyFileSync(file, place);
  } catch (error) {
    throw new Told('noFile', { file, reason: reasonOf(error) });
  }
};

const chooseSheet = async ({ workbooks }: ImportTools, upload: string, { flags }: Given): Promise<number> => {
  const workbook = requireDone(await openUpload(workbooks, upload));
  const asked = flags.get('sheet') ?? '';
  const sheet = sheetNamed(sheetChoices(workbook), asked);
  await workbook.close();
  if (sheet === undefined) throw new Told('noSheet', { sheet: asked });
  return sheet;
};

const sayReport = (report: ImportReport, speaker: Speaker): boolean => {
  const { cli } = speaker.messages;
  const { read, created, updated, unchanged, refused } = report;
  speaker.say(fill(cli.imported, { read, created, updated, unchanged, refused }));
  for (const { number, title, problem } of report.samples) {
    const path = `${fill(cli.rowFault, { row: number })} ${title}`.trim();
    sayProblems([{ ...problem, path, params: { field: title, ...problem.params } }], speaker);
  }
  if (report.problem) sayProblems([report.problem], speaker);
  if (report.state !== 'done') speaker.complain(fill(cli.importEnded, { state: report.state }));
  return report.state === 'done' && refused === 0;
};
