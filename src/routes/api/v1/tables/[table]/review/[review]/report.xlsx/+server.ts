import { titleIn } from '#core/naming.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { answerTable, outcomeResponse } from '#server/http/answer.ts';
import { downloadResponse } from '#server/http/download-response.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
import { reviewWorkbook } from '#server/transfer/review-workbook.ts';
import { done, notFound } from '#usecases/outcome.ts';
import { seenReview } from '#usecases/review/present-review.ts';
import { findReview } from '#usecases/review/review-store.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const refusal = await structureRefusal(event, access);
    if (refusal) return refusal;
    const found = await findReview(world, access.key, event.params.review);
    const review = found && seenReview(access, found);
    const { report } = review ?? {};
    return outcomeResponse(event, review && report ? done({ review, report }) : notFound, async (seen) => {
      const file = reviewWorkbook({
        ...seen,
        title: titleIn(access.table.definition, event.locals.language),
        zone: world.zone,
        messages: await loadMessages(event.locals.language),
        nameOf: (person) => world.directory.person(person)?.name ?? '',
      });
      return downloadResponse(file.content, { name: file.name, type: 'xlsx' });
    });
  });
