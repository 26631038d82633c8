import { answerTable, outcomeResponse } from '#server/http/answer.ts';
import { recordResponse } from '#server/http/present-record.ts';
import { removeRecord } from '#usecases/record/remove-record.ts';
import type { RequestHandler } from './$types.ts';

/** Out of the bin, whatever its version: nobody can have changed it there. */
export const POST: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const restored = await removeRecord(world, access, { id: event.params.id, version: 'any', kind: 'restore' });
    return outcomeResponse(event, restored, (record) => recordResponse(record));
  });
