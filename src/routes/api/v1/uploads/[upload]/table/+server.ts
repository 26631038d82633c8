import { answerCaller, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { importTools, letRun } from '#server/http/import-tools.ts';
import { readBody } from '#server/http/read-body.ts';
import { readColumns } from '#server/http/read-columns.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
import { startTableImport } from '#usecases/import/start-import.ts';
import type { RequestHandler } from './$types.ts';

/** Makes a table of `{ sheet, file, definition, columns }` and begins to fill it. */
export const POST: RequestHandler = (event) =>
  answerCaller(event, async ({ caller }) => {
    const refusal = await structureRefusal(event, { caller });
    if (refusal) return refusal;
    const body = await readBody(event);
    if (!body.ok) return body.response;
    const { sheet, file, definition, columns } = body.value;
    const started = await startTableImport(importTools(event), caller, {
      upload: event.params.upload,
      file: typeof file === 'string' ? file.slice(0, 200) : '',
      sheet: Number(sheet ?? 0),
      definition,
      columns: readColumns(columns) ?? [],
    });
    return outcomeResponse(event, started, ({ id, table, finished }) => {
      letRun(finished);
      return jsonResponse({ import: id, table }, 202);
    });
  });
