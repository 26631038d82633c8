import { answerTable, jsonResponse } from '#server/http/answer.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
import { usageCounts } from '#usecases/draft/usage-counts.ts';
import { optionViews } from '#usecases/view/option-views.ts';
import type { RequestHandler } from './$types.ts';

/** How many rows there are, how many hold each field and each option, and the options each saved view names: asked for after the page stands, it reads every row once. */
export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const refusal = await structureRefusal(event, access);
    if (refusal) return refusal;
    const live = world.tables.live(access.key) ?? access;
    const [counts, views] = await Promise.all([usageCounts(world, live), optionViews(world, live.table)]);
    return jsonResponse({ ...counts, views: views.map(({ options }) => options) });
  });
