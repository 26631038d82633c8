import { answerStructure, textOf } from '#server/http/answer-structure.ts';
import { jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { readMappings } from '#server/http/read-mappings.ts';
import { previewRow } from '#usecases/revision/preview-row.ts';
import type { RequestHandler } from './$types.ts';

/** One row `{ id }` as it is and as `{ definition }` or the stored `{ number }` would show it; nothing is written. */
export const POST: RequestHandler = (event) =>
  answerStructure(event, async (access, { world }) => {
    const body = await readBody(event, ['id', 'definition', 'number', 'mappings']);
    if (!body.ok) return body.response;
    const { id, definition, number } = body.value;
    const mappings = readMappings(body.value['mappings']);
    if (!mappings.ok) return problemResponse({ status: 422, problems: [mappings.problem], language: event.locals.language });
    const asked = definition === undefined && typeof number === 'number' ? number : undefined;
    const request = { key: access.key, id: textOf(id), definition, number: asked, mappings: mappings.value };
    return outcomeResponse(event, await previewRow(world, access, request), (value) => jsonResponse(value));
  });
