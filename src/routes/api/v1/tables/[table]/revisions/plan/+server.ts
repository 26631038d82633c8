import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { presentPlan } from '#server/http/present-revision.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
import { readBody } from '#server/http/read-body.ts';
import { planRevision } from '#usecases/revision/plan-revision.ts';
import type { RequestHandler } from './$types.ts';

/** What publishing `{ definition }` would change, in data and in sentences; nothing is written. */
export const POST: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const refusal = await structureRefusal(event, access);
    if (refusal) return refusal;
    const body = await readBody(event, ['definition', 'note']);
    if (!body.ok) return body.response;
    const plan = planRevision(world, access.caller, { key: access.key, definition: body.value['definition'] });
    return outcomeResponse(event, plan, async (value) => jsonResponse(await presentPlan(value, event.locals.language)));
  });
