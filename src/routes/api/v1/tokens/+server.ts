import { problem } from '#core/problem.ts';
import { answerCaller, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { listTokens, makeToken } from '#usecases/person/token.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => jsonResponse({ tokens: await listTokens(world, caller.id) }));

/** Makes a token of `{ title, days }`; it is said this once. A token makes no other, so that a stolen one ends with its own expiry. */
export const POST: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const { language, session } = event.locals;
    if (!session) return problemResponse({ status: 403, problems: [problem('token-by-token')], language });
    const body = await readBody(event, ['title', 'days']);
    if (!body.ok) return body.response;
    const { title, days } = body.value;
    const made = await makeToken(world, caller.id, {
      title: typeof title === 'string' ? title : '',
      days: typeof days === 'number' ? days : days === undefined ? 365 : Number.NaN,
    });
    return outcomeResponse(event, made, (token) => jsonResponse(token, 201));
  });
