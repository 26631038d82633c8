import { answerStructure, textOf } from '#server/http/answer-structure.ts';
import { begunResponse } from '#server/http/begun-response.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { readMappings } from '#server/http/read-mappings.ts';
import { readOptionalBody } from '#server/http/read-optional-body.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import { revisionNumber } from '#usecases/revision/revision.ts';
import type { RequestHandler } from './$types.ts';

/** Makes a stored revision the live one. */
export const POST: RequestHandler = (event) =>
  answerStructure(event, async (access, tools) => {
    const body = await readOptionalBody(event, ['note', 'mappings']);
    if (!body.ok) return body.response;
    const mappings = readMappings(body.value['mappings']);
    if (!mappings.ok) return problemResponse({ status: 422, problems: [mappings.problem], language: event.locals.language });
    const begun = await publishRevision(tools, access.caller, {
      key: access.key,
      number: revisionNumber(event.params.number),
      note: textOf(body.value['note']),
      mappings: mappings.value,
    });
    return begunResponse(event, tools.world, begun);
  });
