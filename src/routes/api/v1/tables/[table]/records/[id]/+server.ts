import { answerTable, outcomeResponse } from '#server/http/answer.ts';
import { recordResponse, versionAsked } from '#server/http/present-record.ts';
import { notFoundResponse, sayProblems } from '#server/http/problem-response.ts';
import { revisionAsked } from '#server/http/revision-asked.ts';
import { readBody } from '#server/http/read-body.ts';
import { findRecord } from '#usecases/record/find-record.ts';
import { removeRecord } from '#usecases/record/remove-record.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const record = await findRecord(world, access, event.params.id);
    return record && record.deleted === '' ? recordResponse(record) : notFoundResponse(event.locals.language);
  });

export const PATCH: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const body = await readBody(event);
    const version = versionAsked(event.request.headers.get('if-match'));
    const updated = await updateRecord(world, access, {
      id: event.params.id,
      version,
      raw: body.ok ? body.value : {},
      revision: revisionAsked(event),
    });
    if (!body.ok && updated.ok) return body.response;
    return outcomeResponse(event, updated, async ({ record, warnings }) =>
      recordResponse(record, 200, await sayProblems(warnings, event.locals.language, access.table)),
    );
  });

/** Into the bin. */
export const DELETE: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const version = versionAsked(event.request.headers.get('if-match'));
    const removed = await removeRecord(world, access, { id: event.params.id, version, kind: 'delete' });
    return outcomeResponse(event, removed, (record) => recordResponse(record));
  });
