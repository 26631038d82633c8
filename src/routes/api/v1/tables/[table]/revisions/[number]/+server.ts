import { answerTable, jsonResponse } from '#server/http/answer.ts';
import { presentRevision } from '#server/http/present-revision.ts';
import { notFoundResponse } from '#server/http/problem-response.ts';
import { findRevision, revisionNumber } from '#usecases/revision/revision.ts';
import type { RequestHandler } from './$types.ts';

/** One revision with its document. */
export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const found = await findRevision(world, access.key, revisionNumber(event.params.number));
    if (!found) return notFoundResponse(event.locals.language);
    return jsonResponse({ ...presentRevision(world, found.line), definition: found.definition });
  });
