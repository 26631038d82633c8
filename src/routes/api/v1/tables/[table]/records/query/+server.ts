import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { presentRecord } from '#server/http/present-record.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { readListBody } from '#server/http/read-list-request.ts';
import { listRecords } from '#usecases/record/list-records.ts';
import type { RequestHandler } from './$types.ts';

/** The same as GET …/records, for filters that are too long for an address. */
export const POST: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const body = await readBody(event);
    if (!body.ok) return body.response;
    const request = readListBody(body.value);
    if (!request.ok) return problemResponse({ status: 422, problems: request.problems, language: event.locals.language });
    const page = await listRecords(world, access, request.value);
    return outcomeResponse(event, page, ({ records, ...rest }) => jsonResponse({ records: records.map(presentRecord), ...rest }));
  });
