import { canManageTables } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import { answerCaller, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { defineTable } from '#usecases/table/define-table.ts';
import { listTables } from '#usecases/table/list-tables.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => jsonResponse({ tables: listTables(world, caller) }));

/** Makes a table of a definition; nothing of our own format is left out. */
export const POST: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    if (!canManageTables(caller))
      return problemResponse({ status: 403, problems: [problem('no-right-tables')], language: event.locals.language });
    const body = await readBody(event);
    if (!body.ok) return body.response;
    const title = event.url.searchParams.get('title') ?? undefined;
    const made = await defineTable(world, caller, { input: body.value, title, note: '' });
    return outcomeResponse(event, made, ({ key }) => {
      const response = jsonResponse({ key, left_out: [] }, 201);
      response.headers.set('location', `/api/v1/tables/${key}`);
      return response;
    });
  });
