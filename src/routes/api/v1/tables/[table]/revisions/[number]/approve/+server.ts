import { answerStructure, textOf } from '#server/http/answer-structure.ts';
import { begunResponse } from '#server/http/begun-response.ts';
import { readOptionalBody } from '#server/http/read-optional-body.ts';
import { approveRevision } from '#usecases/revision/approval.ts';
import { revisionNumber } from '#usecases/revision/revision.ts';
import type { RequestHandler } from './$types.ts';

/** A second person agrees, and it is published. */
export const POST: RequestHandler = (event) =>
  answerStructure(event, async (access, tools) => {
    const body = await readOptionalBody(event, ['words']);
    if (!body.ok) return body.response;
    const answer = { key: access.key, number: revisionNumber(event.params.number), words: textOf(body.value['words']) };
    return begunResponse(event, tools.world, await approveRevision(tools, access.caller, answer));
  });
