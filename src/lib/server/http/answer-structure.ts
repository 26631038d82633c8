import type { RequestEvent } from '@sveltejs/kit';
import { answerTable } from '#server/http/answer.ts';
import { notFoundResponse } from '#server/http/problem-response.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import { findRevision, revisionNumber } from '#usecases/revision/revision.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** Answers somebody who may change the structure of the table of the address; 403, and 404 for a revision that is not there, come before anything is said about a body. */
export const answerStructure = (
  event: RequestEvent,
  make: (access: TableAccess, tools: JobTools) => Promise<Response>,
): Promise<Response> =>
  answerTable(event, async (access, world) => {
    const refusal = await structureRefusal(event, access);
    if (refusal) return refusal;
    const { number } = event.params;
    if (number !== undefined && !(await findRevision(world, access.key, revisionNumber(number))))
      return notFoundResponse(event.locals.language);
    return make(access, { world, jobs: event.locals.running.jobs });
  });

export const textOf = (given: unknown): string => (typeof given === 'string' ? given : '');
