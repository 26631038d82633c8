import { answerCaller, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { importRefusal, mayImportSomewhere } from '#server/http/import-refusal.ts';
import { receiveUpload } from '#server/http/receive-upload.ts';
import { sheetChoices, usualSheet } from '#usecases/import/propose-import.ts';
import { openUpload } from '#usecases/import/start-import.ts';
import type { RequestHandler } from './$types.ts';

/** Takes a workbook and tells its sheets; it is kept for a day. */
export const POST: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const refusal = await importRefusal(event, mayImportSomewhere(world, caller));
    if (refusal) return refusal;
    const { workbooks } = event.locals.running;
    const received = await receiveUpload(event);
    if (!received.ok) return received.response;
    const { upload, file } = received.value;
    const opened = await openUpload(workbooks, upload);
    if (!opened.ok) await workbooks.discard(upload);
    return outcomeResponse(event, opened, async (workbook) => {
      await workbook.close();
      const sheets = sheetChoices(workbook);
      const { kind, encoding } = workbook.info;
      return jsonResponse({ upload, file, kind, encoding, sheets, sheet: usualSheet(sheets) }, 201);
    });
  });
