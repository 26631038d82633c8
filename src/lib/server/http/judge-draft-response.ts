import type { RequestEvent } from '@sveltejs/kit';
import { answerCaller, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { sayProblems } from '#server/http/problem-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { judgeDraft, openTrying } from '#usecases/draft/judge-draft.ts';

/** `{ values, document? }` → the verdict on a new record under a draft; rights are judged before the body is read. */
export const judgeDraftResponse = (event: RequestEvent): Promise<Response> =>
  answerCaller(event, async ({ world, caller }) => {
    const [key, id] = [event.params['table'] ?? '', event.params['draft']];
    const opened = await openTrying(world, caller, { key, id });
    if (!opened.ok) return outcomeResponse(event, opened, () => jsonResponse({}));
    const body = await readBody(event, ['values', 'document']);
    if (!body.ok) return body.response;
    const { values, document } = body.value;
    const judged = await judgeDraft(world, caller, { key, id, document, values });
    return outcomeResponse(event, judged, async (verdict) =>
      jsonResponse({ values: verdict.values, problems: await sayProblems(verdict.problems, event.locals.language, verdict.table) }),
    );
  });
