import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { readBody } from '#server/http/read-body.ts';
import { notFoundResponse } from '#server/http/problem-response.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
import { decide } from '#usecases/review/decide.ts';
import { findReview } from '#usecases/review/review-store.ts';
import { presentReview } from '#usecases/review/present-review.ts';
import type { RequestHandler } from './$types.ts';

/** `{ decisions: { id: { decision, reason } | null }, next? }`: what is not named stays. */
export const PUT: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const refusal = await structureRefusal(event, access);
    if (refusal) return refusal;
    if (!(await findReview(world, access.key, event.params.review))) return notFoundResponse(event.locals.language);
    const body = await readBody(event, ['decisions', 'next']);
    if (!body.ok) return body.response;
    const { decisions, next } = body.value;
    const decided = await decide(world, access, { id: event.params.review, decisions, next });
    return outcomeResponse(event, decided, (review) => jsonResponse(presentReview(world, access, review)));
  });
