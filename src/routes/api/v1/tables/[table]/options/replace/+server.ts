import { answerStructure } from '#server/http/answer-structure.ts';
import { jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { readBody } from '#server/http/read-body.ts';
import { replaceOptions } from '#usecases/revision/replace-options.ts';
import type { RequestHandler } from './$types.ts';

/** Replaces, merges or splits options in the rows; `dryRun` only counts them. */
export const POST: RequestHandler = (event) =>
  answerStructure(event, async (access, tools) => {
    const body = await readBody(event, ['field', 'from', 'to', 'where', 'dryRun']);
    if (!body.ok) return body.response;
    const { dryRun, ...replacement } = body.value;
    const replacing = await replaceOptions(tools, access.caller, { key: access.key, dryRun: dryRun === true, replacement });
    return outcomeResponse(event, replacing, ({ count, binned, job }) =>
      job === undefined ? jsonResponse({ count, binned }) : jsonResponse({ job, count, binned }, 202),
    );
  });
