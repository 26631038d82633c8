import { answerCaller, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { presentOptionSet, seenOf, setEtag } from '#server/http/present-option-set.ts';
import { readBody } from '#server/http/read-body.ts';
import { findOptionSet, type ListedSet } from '#usecases/option-set/list-option-sets.ts';
import { changeOptionSet, removeOptionSet } from '#usecases/option-set/save-option-set.ts';
import type { RequestHandler } from './$types.ts';

const setResponse = (listed: ListedSet): Response => {
  const response = jsonResponse(presentOptionSet(listed));
  response.headers.set('etag', setEtag(listed));
  return response;
};

export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) =>
    outcomeResponse(event, await findOptionSet(world, caller, event.params.key), setResponse),
  );

/** Replaces the set; with If-Match only what was seen. */
export const PUT: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const found = await findOptionSet(world, caller, event.params.key);
    if (!found.ok) return outcomeResponse(event, found, setResponse);
    const body = await readBody(event, ['title', 'x-en', 'description', 'options']);
    if (!body.ok) return body.response;
    const change = { key: event.params.key, given: body.value, seen: seenOf(event.request) };
    return outcomeResponse(event, await changeOptionSet(world, caller, change), setResponse);
  });

export const DELETE: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) =>
    outcomeResponse(event, await removeOptionSet(world, caller, event.params.key), () => new Response(null, { status: 204 })),
  );
