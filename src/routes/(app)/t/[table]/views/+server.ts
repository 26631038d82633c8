import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { savePersonalView } from '#usecases/view/personal-view.ts';
import { readNewView } from '#usecases/view/view-document.ts';
import type { RequestHandler } from './$types.ts';

export const POST: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const body = await readBody(event);
    if (!body.ok) return body.response;
    const view = readNewView(body.value, access.table);
    if (!view.ok) return problemResponse({ status: 422, problems: view.problems, language: event.locals.language, table: access.table });
    return outcomeResponse(event, await savePersonalView(world, access, view.value), (saved) => jsonResponse(saved, 201));
  });
