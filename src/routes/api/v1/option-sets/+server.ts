import { answerCaller, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { presentOptionSet, setEtag } from '#server/http/present-option-set.ts';
import { readBody } from '#server/http/read-body.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
import { listOptionSets } from '#usecases/option-set/list-option-sets.ts';
import { createOptionSet } from '#usecases/option-set/save-option-set.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) =>
    outcomeResponse(event, await listOptionSets(world, caller), (sets) => jsonResponse({ sets: sets.map(presentOptionSet) })),
  );

export const POST: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const refusal = await structureRefusal(event, { caller });
    if (refusal) return refusal;
    const body = await readBody(event, ['key', 'title', 'x-en', 'description', 'options']);
    if (!body.ok) return body.response;
    return outcomeResponse(event, await createOptionSet(world, caller, body.value), (made) => {
      const response = jsonResponse(presentOptionSet(made), 201);
      response.headers.set('location', `/api/v1/option-sets/${made.set.key}`);
      response.headers.set('etag', setEtag(made));
      return response;
    });
  });
