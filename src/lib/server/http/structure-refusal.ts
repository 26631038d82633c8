import type { RequestEvent } from '@sveltejs/kit';
import { canManageTables } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import type { Caller } from '#usecases/ports/world.ts';

/** 403 comes before anything is said about a body. */
export const structureRefusal = async (event: RequestEvent, { caller }: { readonly caller: Caller }): Promise<Response | undefined> =>
  canManageTables(caller)
    ? undefined
    : problemResponse({ status: 403, problems: [problem('no-right-tables')], language: event.locals.language });
