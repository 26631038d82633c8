import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
import { writeError } from '#server/log.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { presentLine } from '#usecases/review/present-review.ts';
import { listReviews } from '#usecases/review/review-store.ts';
import { startReview } from '#usecases/review/start-review.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const refusal = await structureRefusal(event, access);
    if (refusal) return refusal;
    return jsonResponse({ reviews: (await listReviews(world, access.key)).map((line) => presentLine(world, line)) });
  });

/** Begins a review; the answer says where to follow it. */
export const POST: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const { fieldHelp } = await loadMessages('zh-CN'); // help is written in the language of the table
    const started = await startReview(world, access, fieldHelp);
    return outcomeResponse(event, started, ({ id, finished }) => {
      finished.catch((error: unknown) => writeError(id, error));
      return jsonResponse({ id }, 202);
    });
  });
