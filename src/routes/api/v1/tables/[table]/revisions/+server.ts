import { answerStructure, textOf } from '#server/http/answer-structure.ts';
import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { presentPlan, presentRevision } from '#server/http/present-revision.ts';
import { readBody } from '#server/http/read-body.ts';
import { listRevisions } from '#usecases/revision/revision.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const lines = await listRevisions(world, access.key);
    const live = lines.find((line) => line.live)?.number ?? access.table.revision;
    return jsonResponse({ live, revisions: lines.map((line) => presentRevision(world, line)) });
  });

/** Stores `{ definition, note }` as the next number, live nowhere until it is published. */
export const POST: RequestHandler = (event) =>
  answerStructure(event, async (access, { world }) => {
    const body = await readBody(event, ['definition', 'note']);
    if (!body.ok) return body.response;
    const { definition, note } = body.value;
    const stored = await storeRevision(world, access.caller, { key: access.key, definition, note: textOf(note) });
    return outcomeResponse(event, stored, async ({ line, plan }) =>
      jsonResponse({ ...presentRevision(world, line), ...(await presentPlan(plan, event.locals.language)) }, 201),
    );
  });
