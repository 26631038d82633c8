import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { readBody } from '#server/http/read-body.ts';
import { countHits } from '#usecases/draft/count-hits.ts';
import type { RequestHandler } from './$types.ts';

/** `{ filter }` → `{ count }`: how many records of one's reach meet a condition today, without reading them. */
export const POST: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const body = await readBody(event, ['filter']);
    if (!body.ok) return body.response;
    return outcomeResponse(event, await countHits(world, access, body.value['filter'] ?? undefined), (count) => jsonResponse({ count }));
  });
