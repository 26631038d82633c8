import { answerTable, jsonResponse } from '#server/http/answer.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
import { usageCounts } from '#usecases/draft/usage-counts.ts';
import type { RequestHandler } from './$types.ts';

/** How many rows there are, and how many hold each field and each option: asked for after the page stands, it reads every row once. */
export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const refusal = await structureRefusal(event, access);
    return refusal ?? jsonResponse(await usageCounts(world, world.tables.live(access.key) ?? access));
  });
