import type { JobWork } from '#usecases/job/job-desk.ts';
import { planWork } from '#usecases/revision/plan-rows.ts';
import { publishWork } from '#usecases/revision/publish-work.ts';

/** What can be done in the background, by the kind of a job. */
export const jobWorks: Readonly<Record<string, JobWork>> = { plan: planWork, publish: publishWork, trial: publishWork };
