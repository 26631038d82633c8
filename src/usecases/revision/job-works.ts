import type { JobWork } from '#usecases/job/job-desk.ts';
import { planWork } from '#usecases/revision/plan-rows.ts';
import { publishWork } from '#usecases/revision/publish-work.ts';
import { indexWork } from '#usecases/revision/later-indexes.ts';
import { replaceWork } from '#usecases/revision/replace-work.ts';
import { undoWork } from '#usecases/revision/undo-replacement.ts';

/** What can be done in the background, by the kind of a job. */
export const jobWorks: Readonly<Record<string, JobWork>> = {
  plan: planWork,
  publish: publishWork,
  trial: publishWork,
  index: indexWork,
  replace: replaceWork,
  undo: undoWork,
};
