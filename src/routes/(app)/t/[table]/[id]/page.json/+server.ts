import { answerTable, jsonResponse } from '#server/http/answer.ts';
import { notFoundResponse } from '#server/http/problem-response.ts';
import { readRecordPage } from '#usecases/view/record-page.ts';
import type { RequestHandler } from './$types.ts';

/** What the side panel over the list draws; the page of the record itself carries the same. */
export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const facts = await readRecordPage(world, access, event.params.id);
    return facts ? jsonResponse(facts) : notFoundResponse(event.locals.language);
  });
