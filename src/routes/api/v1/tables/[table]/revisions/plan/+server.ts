import { answerStructure } from '#server/http/answer-structure.ts';
import { jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { hideSamples } from '#server/http/hide-samples.ts';
import { presentFullPlan, presentPlan } from '#server/http/present-revision.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { readMappings } from '#server/http/read-mappings.ts';
import { planRows } from '#usecases/revision/plan-rows.ts';
import type { RequestHandler } from './$types.ts';

/** What publishing `{ definition }` or the stored `{ number }` would do to the document and to every row; nothing is written. */
export const POST: RequestHandler = (event) =>
  answerStructure(event, async (access, tools) => {
    const { language } = event.locals;
    const body = await readBody(event, ['definition', 'number', 'note', 'mappings']);
    if (!body.ok) return body.response;
    const mappings = readMappings(body.value['mappings']);
    if (!mappings.ok) return problemResponse({ status: 422, problems: [mappings.problem], language });
    const { definition, number } = body.value;
    const asked = definition === undefined && typeof number === 'number' ? number : undefined;
    const planned = await planRows(tools, access.caller, { key: access.key, definition, number: asked, mappings: mappings.value });
    return outcomeResponse(event, planned, async (value) =>
      value.kind === 'done'
        ? jsonResponse(hideSamples(access, await presentFullPlan(value.plan, language)))
        : jsonResponse({ job: value.id, ...(await presentPlan(value.plan, language)) }, 202),
    );
  });
