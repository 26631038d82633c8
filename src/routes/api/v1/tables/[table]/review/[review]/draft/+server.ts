import { fill } from '#messages/fill.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { draftReview } from '#usecases/review/draft-review.ts';
import type { RequestHandler } from './$types.ts';

/** Puts the changes of the adopted findings into the caller's draft. */
export const POST: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const { review } = await loadMessages(event.locals.language);
    const made = await draftReview(world, access, { id: event.params.review, title: fill(review.draftTitle, { day: access.asker.today }) });
    return outcomeResponse(event, made, (draft) => jsonResponse(draft, 201));
  });
