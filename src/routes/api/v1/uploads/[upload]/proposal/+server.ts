import { fill } from '#messages/fill.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { jsonResponse } from '#server/http/answer.ts';
import { answerSheet } from '#server/http/answer-sheet.ts';
import { sayProblems } from '#server/http/problem-response.ts';
import { tableTitle } from '#server/transfer/table-title.ts';
import { proposeFromSheet } from '#usecases/import/propose-import.ts';
import type { RequestHandler } from './$types.ts';

/** The table a sheet could be: a definition, and per column the proposed field with its reason. */
export const GET: RequestHandler = (event) =>
  answerSheet(event, async ({ world, workbook, read }) => {
    const { language } = event.locals;
    const messages = await loadMessages(language);
    const title = tableTitle(read.name, event.url.searchParams.get('file') ?? '', messages.workbook.untitled);
    const proposal = proposeFromSheet(
      world,
      { workbook, read },
      {
        title,
        section: messages.workbook.section,
        view: messages.workbook.allView,
      },
    );
    const reasons: Readonly<Record<string, string>> = messages.transfer;
    return jsonResponse({
      sheet: read.sheet,
      headerRow: read.reading.header.row,
      rows: read.reading.rows,
      blankRows: read.reading.blankRows,
      definition: proposal.definition,
      columns: proposal.columns.map(({ proposal: { field, reason, ...facts }, ...column }) => ({
        ...column,
        ...facts,
        field: proposal.definition.record.properties[column.key] ?? field,
        reason,
        words: fill(reasons[reason.code] ?? reason.code, reason.params),
      })),
      problems: await sayProblems(read.problems, language),
    });
  });
