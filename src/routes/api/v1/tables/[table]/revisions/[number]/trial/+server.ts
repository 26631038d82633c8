import { array, maxLength, optional, pipe, safeParse, strictObject, string } from 'valibot';
import { problem } from '#core/problem.ts';
import { answerStructure } from '#server/http/answer-structure.ts';
import { jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { begunResponse } from '#server/http/begun-response.ts';
import { presentRevision } from '#server/http/present-revision.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { revisionNumber } from '#usecases/revision/revision.ts';
import { beginTrial, endTrial } from '#usecases/revision/trial.ts';
import type { RequestHandler } from './$types.ts';

const ids = pipe(array(pipe(string(), maxLength(60))), maxLength(500));
const shape = strictObject({ people: optional(ids, []), teams: optional(ids, []), until: pipe(string(), maxLength(10)) });

/** Live for these people and teams on the same rows, through the day `until`. */
export const POST: RequestHandler = (event) =>
  answerStructure(event, async (access, tools) => {
    const body = await readBody(event);
    if (!body.ok) return body.response;
    const circle = safeParse(shape, body.value);
    if (!circle.success) return problemResponse({ status: 422, problems: [problem('trial-shape')], language: event.locals.language });
    const number = revisionNumber(event.params.number);
    return begunResponse(event, tools.world, await beginTrial(tools, access.caller, { key: access.key, number, circle: circle.output }));
  });

/** Ends it; the revision is a draft again. */
export const DELETE: RequestHandler = (event) =>
  answerStructure(event, async (access, { world }) => {
    const ended = await endTrial(world, access.caller, { key: access.key, number: revisionNumber(event.params.number) });
    return outcomeResponse(event, ended, (line) => jsonResponse(presentRevision(world, line)));
  });
