import { answerTable, outcomeResponse } from '#server/http/answer.ts';
import { readBody } from '#server/http/read-body.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
import { settleFeedback } from '#usecases/feedback/feedback.ts';
import type { RequestHandler } from './$types.ts';

/** `{ answer? }` takes a remark off the list. */
export const PATCH: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const refusal = await structureRefusal(event, access);
    if (refusal) return refusal;
    const body = await readBody(event, ['answer']);
    if (!body.ok) return body.response;
    const answer = typeof body.value['answer'] === 'string' ? body.value['answer'] : '';
    const settled = await settleFeedback(world, access, { id: event.params.feedback, answer });
    return outcomeResponse(event, settled, () => new Response(null, { status: 204 }));
  });
