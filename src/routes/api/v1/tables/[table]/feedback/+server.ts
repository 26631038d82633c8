import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { readBody } from '#server/http/read-body.ts';
import { giveFeedback, listFeedback } from '#usecases/feedback/feedback.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) =>
    outcomeResponse(event, await listFeedback(world, access), (lines) =>
      jsonResponse({ feedback: lines.map((line) => ({ ...line, name: world.directory.person(line.person)?.name ?? '' })) }),
    ),
  );

/** `{ field, words }` from anybody who sees the field. */
export const POST: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const body = await readBody(event, ['field', 'words']);
    if (!body.ok) return body.response;
    const { field, words } = body.value;
    const given = { field: typeof field === 'string' ? field : '', words: typeof words === 'string' ? words : '' };
    return outcomeResponse(event, await giveFeedback(world, access, given), (line) => jsonResponse(line, 201));
  });
