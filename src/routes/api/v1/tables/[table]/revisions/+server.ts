import { answerStructure, textOf } from '#server/http/answer-structure.ts';
import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { presentPlan, presentRevision } from '#server/http/present-revision.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { readMappings } from '#server/http/read-mappings.ts';
import { listRevisions } from '#usecases/revision/revision.ts';
import { seenLines } from '#usecases/revision/seen-revision.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const lines = await listRevisions(world, access.key);
    const live = lines.find((line) => line.live)?.number ?? access.table.revision;
    const seen = await seenLines(world, access, lines);
    return jsonResponse({ live, revisions: seen.map((line) => presentRevision(world, line)) });
  });

/** Stores `{ definition, note, mappings }` as the next number, live nowhere until it is published. */
export const POST: RequestHandler = (event) =>
  answerStructure(event, async (access, { world }) => {
    const body = await readBody(event, ['definition', 'note', 'mappings']);
    if (!body.ok) return body.response;
    const mappings = readMappings(body.value['mappings']);
    if (!mappings.ok) return problemResponse({ status: 422, problems: [mappings.problem], language: event.locals.language });
    const { definition, note } = body.value;
    const given = { key: access.key, definition, note: textOf(note), mappings: mappings.value };
    const stored = await storeRevision(world, access.caller, given);
    return outcomeResponse(event, stored, async ({ line, plan }) =>
      jsonResponse({ ...presentRevision(world, line), ...(await presentPlan(plan, event.locals.language)) }, 201),
    );
  });
