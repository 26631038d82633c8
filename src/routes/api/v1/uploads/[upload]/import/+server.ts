import { answerCaller, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { importRefusal, mayImportSomewhere } from '#server/http/import-refusal.ts';
import { importTools, letRun } from '#server/http/import-tools.ts';
import { readBody } from '#server/http/read-body.ts';
import { readColumns } from '#server/http/read-columns.ts';
import { startImport } from '#usecases/import/start-import.ts';
import type { RequestHandler } from './$types.ts';

/** Begins an import `{ table, sheet, file, columns, key, dryRun }` into a table that is there. */
export const POST: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const refusal = await importRefusal(event, mayImportSomewhere(world, caller));
    if (refusal) return refusal;
    const body = await readBody(event);
    if (!body.ok) return body.response;
    const { table, sheet, file, columns, key, dryRun } = body.value;
    const started = await startImport(importTools(event), caller, {
      upload: event.params.upload,
      file: typeof file === 'string' ? file.slice(0, 200) : '',
      table: typeof table === 'string' ? table : '',
      sheet: Number(sheet ?? 0),
      columns: readColumns(columns),
      key: typeof key === 'string' ? key : null,
      dryRun: dryRun === true,
    });
    return outcomeResponse(event, started, ({ id, table: into, finished }) => {
      letRun(finished);
      return jsonResponse({ import: id, table: into }, 202);
    });
  });
