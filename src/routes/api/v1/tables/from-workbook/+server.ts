import { loadMessages } from '#messages/load-messages.ts';
import { answerCaller, outcomeResponse } from '#server/http/answer.ts';
import { importTools } from '#server/http/import-tools.ts';
import { importResponse } from '#server/http/import-response.ts';
import { receiveUpload } from '#server/http/receive-upload.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
import { tableFromUpload } from '#server/transfer/table-from-upload.ts';
import type { RequestHandler } from './$types.ts';

/** A table and its rows from the `file` of a form, as proposed; `sheet` by number (from 1) or name. Answers when it is done. */
export const POST: RequestHandler = (event) =>
  answerCaller(event, async ({ caller }) => {
    const refusal = await structureRefusal(event, { caller });
    if (refusal) return refusal;
    const received = await receiveUpload(event);
    if (!received.ok) return received.response;
    const { language } = event.locals;
    const { workbook } = await loadMessages(language);
    const tools = importTools(event);
    const sheet = received.value.form.get('sheet');
    const made = await tableFromUpload(tools, caller, {
      ...received.value,
      sheet: typeof sheet === 'string' ? sheet : '',
      words: workbook,
    });
    await tools.workbooks.discard(received.value.upload);
    return outcomeResponse(event, made, (report) =>
      importResponse({ report, table: tools.world.tables.any(report.table)?.table, language, status: 201, more: { table: report.table } }),
    );
  });
