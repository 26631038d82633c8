import type { RequestEvent } from '@sveltejs/kit';
import { canManageTables } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** 403 comes before anything is said about a body. */
export const structureRefusal = async (event: RequestEvent, access: TableAccess): Promise<Response | undefined> =>
  canManageTables(access.caller)
    ? undefined
    : problemResponse({ status: 403, problems: [problem('no-right-tables')], language: event.locals.language });
