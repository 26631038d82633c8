import type { RequestEvent } from '@sveltejs/kit';
import { answerCaller, outcomeResponse, type Scene } from '#server/http/answer.ts';
import { refusedFor } from '#usecases/outcome.ts';
import type { OpenWorkbook } from '#usecases/ports/workbooks.ts';
import { readSheet, type ReadSheet } from '#usecases/import/propose-import.ts';
import { openUpload } from '#usecases/import/start-import.ts';

export interface SheetScene extends Scene {
  readonly workbook: OpenWorkbook;
  readonly read: ReadSheet;
}

/** Answers from one read sheet (`?sheet=`) of an upload. */
export const answerSheet = (event: RequestEvent, make: (scene: SheetScene) => Promise<Response>): Promise<Response> =>
  answerCaller(event, async (scene) => {
    const opened = await openUpload(event.locals.running.workbooks, event.params['upload'] ?? '');
    return outcomeResponse(event, opened, async (workbook) => {
      try {
        const read = await readSheet(workbook, Number(event.url.searchParams.get('sheet') ?? 0));
        return read.ok
          ? await make({ ...scene, workbook, read: read.value })
          : await outcomeResponse(event, refusedFor(...read.problems), () => new Response());
      } finally {
        await workbook.close();
      }
    });
  });
