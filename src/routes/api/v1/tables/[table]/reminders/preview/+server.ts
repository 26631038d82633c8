import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { presentRecord } from '#server/http/present-record.ts';
import { readBody } from '#server/http/read-body.ts';
import { previewReminder } from '#usecases/draft/preview-reminder.ts';
import type { RequestHandler } from './$types.ts';

/** `{ reminder }` → `{ count, late, records }`: what a rule does today on the records of one's reach, published or not. */
export const POST: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const body = await readBody(event, ['reminder']);
    if (!body.ok) return body.response;
    return outcomeResponse(event, await previewReminder(world, access, body.value['reminder']), ({ records, ...counts }) =>
      jsonResponse({ ...counts, records: records.map((record) => ({ ...presentRecord(record), createdBy: record.createdBy })) }),
    );
  });
