import { problem } from '#core/problem.ts';
import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { presentRecord, recordResponse } from '#server/http/present-record.ts';
import { revisionAsked } from '#server/http/revision-asked.ts';
import { readBody } from '#server/http/read-body.ts';
import { readListRequest } from '#server/http/read-list-request.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { answerKeyOf } from '#usecases/record/idempotency.ts';
import { listRecords } from '#usecases/record/list-records.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const request = readListRequest(event.url.searchParams);
    if (!request.ok) return problemResponse({ status: 422, problems: request.problems, language: event.locals.language });
    const page = await listRecords(world, access, request.value);
    return outcomeResponse(event, page, ({ records, ...rest }) => jsonResponse({ records: records.map(presentRecord), ...rest }));
  });

export const POST: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    if (!access.rights.create)
      return problemResponse({ status: 403, problems: [problem('no-right-create')], language: event.locals.language });
    const body = await readBody(event);
    if (!body.ok) return body.response;
    const key = event.request.headers.get('idempotency-key');
    const answerKey =
      key === null
        ? undefined
        : answerKeyOf(world, { person: access.caller.id, route: `POST ${event.url.pathname}`, key, body: body.text });
    const made = await createRecord(world, access, { raw: body.value, key: answerKey, revision: revisionAsked(event) });
    return outcomeResponse(event, made, (record) => recordResponse(record, 201));
  });
