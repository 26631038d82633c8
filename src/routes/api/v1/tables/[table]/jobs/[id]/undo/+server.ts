import { answerStructure } from '#server/http/answer-structure.ts';
import { jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { undoReplacement } from '#usecases/revision/undo-replacement.ts';
import type { RequestHandler } from './$types.ts';

/** Takes a finished replacement back. */
export const POST: RequestHandler = (event) =>
  answerStructure(event, async (access, tools) => {
    const undone = await undoReplacement(tools, access.caller, { key: access.key, id: event.params.id });
    return outcomeResponse(event, undone, (job) => jsonResponse({ job }, 202));
  });
