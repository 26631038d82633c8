import { notFoundResponse, sayProblems } from '#server/http/problem-response.ts';
import { jsonResponse } from '#server/http/answer.ts';
import { answerSheet } from '#server/http/answer-sheet.ts';
import { matchSheet } from '#usecases/import/propose-import.ts';
import { openTable } from '#usecases/table/open-table.ts';
import type { RequestHandler } from './$types.ts';

/** Which field of `?table=` each column of a sheet means. */
export const GET: RequestHandler = (event) =>
  answerSheet(event, async ({ world, caller, read }) => {
    const { language } = event.locals;
    const access = openTable(world, caller, event.url.searchParams.get('table') ?? '');
    if (!access) return notFoundResponse(language);
    const { columns, key, idColumn } = matchSheet(read, access.table.definition);
    return jsonResponse({
      sheet: read.sheet,
      headerRow: read.reading.header.row,
      rows: read.reading.rows,
      blankRows: read.reading.blankRows,
      columns: columns.filter(({ index }) => index !== idColumn),
      key,
      ids: idColumn !== null,
      problems: await sayProblems(read.problems, language),
    });
  });
