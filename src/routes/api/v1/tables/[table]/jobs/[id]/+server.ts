import { answerStructure } from '#server/http/answer-structure.ts';
import { jsonResponse } from '#server/http/answer.ts';
import { hideSamples } from '#server/http/hide-samples.ts';
import { presentJob } from '#server/http/present-revision.ts';
import { notFoundResponse } from '#server/http/problem-response.ts';
import type { RequestHandler } from './$types.ts';

/** Work on a table as it stands this moment. */
export const GET: RequestHandler = (event) =>
  answerStructure(event, async (access, { jobs }) => {
    const job = await jobs.look(event.params.id);
    if (job?.table !== access.key) return notFoundResponse(event.locals.language);
    return jsonResponse(hideSamples(access, await presentJob(job, event.locals.language)));
  });
