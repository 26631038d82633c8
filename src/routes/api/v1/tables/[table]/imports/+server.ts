import { answerTable, outcomeResponse } from '#server/http/answer.ts';
import { importRefusal } from '#server/http/import-refusal.ts';
import { importTools } from '#server/http/import-tools.ts';
import { importResponse } from '#server/http/import-response.ts';
import { receiveUpload } from '#server/http/receive-upload.ts';
import { sheetNamed } from '#server/transfer/table-from-upload.ts';
import { problem } from '#core/problem.ts';
import { refusedFor } from '#usecases/outcome.ts';
import { sheetChoices } from '#usecases/import/propose-import.ts';
import { openUpload, startImport } from '#usecases/import/start-import.ts';
import type { RequestHandler } from './$types.ts';

/** Imports the `file` of a form with its columns as recognised; `key` names the field that finds rows to update, `dryRun=1` only tells. */
export const POST: RequestHandler = (event) =>
  answerTable(event, async (access) => {
    const refusal = await importRefusal(event, access.rights.import);
    if (refusal) return refusal;
    const received = await receiveUpload(event);
    if (!received.ok) return received.response;
    const tools = importTools(event);
    const { upload, file, form } = received.value;
    const asked = (name: string): string => {
      const value = event.url.searchParams.get(name) ?? form.get(name);
      return typeof value === 'string' ? value : '';
    };
    const opened = await openUpload(tools.workbooks, upload);
    return outcomeResponse(event, opened, async (workbook) => {
      const sheet = sheetNamed(sheetChoices(workbook), asked('sheet'));
      if (sheet === undefined) {
        await workbook.close();
        return outcomeResponse(event, refusedFor(problem('no-such-sheet', '/sheet', { sheet: asked('sheet') })), () => new Response());
      }
      const request = {
        upload,
        file,
        sheet,
        opened: { workbook },
        table: access.key,
        columns: undefined,
        key: asked('key') || null,
        dryRun: asked('dryRun') === '1',
      };
      const started = await startImport(tools, access.caller, request);
      if (!started.ok) await workbook.close();
      return outcomeResponse(event, started, async ({ finished }) => {
        const report = await finished;
        await tools.workbooks.discard(upload);
        return importResponse({ report, table: access.table, language: event.locals.language, status: 200 });
      });
    });
  });
