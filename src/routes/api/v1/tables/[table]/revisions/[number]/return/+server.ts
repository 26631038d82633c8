import { answerStructure, textOf } from '#server/http/answer-structure.ts';
import { jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { presentRevision } from '#server/http/present-revision.ts';
import { readBody } from '#server/http/read-body.ts';
import { returnRevision } from '#usecases/revision/approval.ts';
import { revisionNumber } from '#usecases/revision/revision.ts';
import type { RequestHandler } from './$types.ts';

/** A second person sends it back with a word. */
export const POST: RequestHandler = (event) =>
  answerStructure(event, async (access, { world }) => {
    const body = await readBody(event, ['words']);
    if (!body.ok) return body.response;
    const answer = { key: access.key, number: revisionNumber(event.params.number), words: textOf(body.value['words']) };
    const returned = await returnRevision(world, access.caller, answer);
    return outcomeResponse(event, returned, (line) => jsonResponse(presentRevision(world, line)));
  });
