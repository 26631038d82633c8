import { answerTable, outcomeResponse } from '#server/http/answer.ts';
import { recordResponse, versionAsked } from '#server/http/present-record.ts';
import { removeRecord } from '#usecases/record/remove-record.ts';
import type { RequestHandler } from './$types.ts';

/** Out of the bin. */
export const POST: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const version = versionAsked(event.request.headers.get('if-match'));
    const restored = await removeRecord(world, access, { id: event.params.id, version, kind: 'restore' });
    return outcomeResponse(event, restored, (record) => recordResponse(record));
  });
