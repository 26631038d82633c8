import { canManageTables } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { answerCaller, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { problemResponse, sayProblems } from '#server/http/problem-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { defineTable } from '#usecases/table/define-table.ts';
import { listTables } from '#usecases/table/list-tables.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => jsonResponse({ tables: listTables(world, caller) }));

/** Makes a table of a definition or any JSON Schema; `left_out` says what of a foreign schema stayed out, and why. */
export const POST: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    if (!canManageTables(caller))
      return problemResponse({ status: 403, problems: [problem('no-right-tables')], language: event.locals.language });
    const body = await readBody(event);
    if (!body.ok) return body.response;
    const title = event.url.searchParams.get('title') ?? undefined;
    const { workbook } = await loadMessages(event.locals.language);
    const made = await defineTable(world, caller, { input: body.value, title, note: '', words: workbook });
    return outcomeResponse(event, made, async ({ entry: { key }, leftOut }) => {
      const response = jsonResponse({ key, left_out: await sayProblems(leftOut, event.locals.language) }, 201);
      response.headers.set('location', `/api/v1/tables/${key}`);
      return response;
    });
  });
