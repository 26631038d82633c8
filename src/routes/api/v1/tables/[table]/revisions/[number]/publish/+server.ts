import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { presentRevision } from '#server/http/present-revision.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import { revisionNumber } from '#usecases/revision/revision.ts';
import type { RequestHandler } from './$types.ts';

/** Makes a stored revision the live one, as far as it only adds. */
export const POST: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const number = revisionNumber(event.params.number);
    const published = await publishRevision(world, access.caller, { key: access.key, number });
    return outcomeResponse(event, published, (line) => jsonResponse(presentRevision(world, line)));
  });
