import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
import { done, notFound } from '#usecases/outcome.ts';
import { presentReview } from '#usecases/review/present-review.ts';
import { findReview } from '#usecases/review/review-store.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const refusal = await structureRefusal(event, access);
    if (refusal) return refusal;
    const review = await findReview(world, access.key, event.params.review);
    return outcomeResponse(event, review ? done(review) : notFound, (found) => jsonResponse(presentReview(world, access, found)));
  });
