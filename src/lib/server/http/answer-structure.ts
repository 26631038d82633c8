import type { RequestEvent } from '@sveltejs/kit';
import { answerTable } from '#server/http/answer.ts';
import { structureRefusal } from '#server/http/structure-refusal.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** Answers somebody who may change the structure of the table of the address; 403 comes before anything is said about a body. */
export const answerStructure = (
  event: RequestEvent,
  make: (access: TableAccess, tools: JobTools) => Promise<Response>,
): Promise<Response> =>
  answerTable(event, async (access, world) => {
    const refusal = await structureRefusal(event, access);
    return refusal ?? make(access, { world, jobs: event.locals.running.jobs });
  });

export const textOf = (given: unknown): string => (typeof given === 'string' ? given : '');
