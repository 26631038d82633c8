import { answerStructure } from '#server/http/answer-structure.ts';
import { jsonResponse } from '#server/http/answer.ts';
import { hideSamples } from '#server/http/hide-samples.ts';
import { presentJob } from '#server/http/present-revision.ts';
import { listJobs } from '#usecases/job/job.ts';
import type { RequestHandler } from './$types.ts';

/** The latest work on a table. */
export const GET: RequestHandler = (event) =>
  answerStructure(event, async (access, { world }) => {
    const jobs = await listJobs(world, access.key);
    const told = await Promise.all(jobs.map((job) => presentJob(job, event.locals.language)));
    return jsonResponse({ jobs: told.map((job) => hideSamples(access, job)) });
  });
