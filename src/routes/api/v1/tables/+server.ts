import { canManageTables } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { answerCaller, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { problemResponse, sayProblems } from '#server/http/problem-response.ts';
import { readBody } from '#server/http/read-body.ts';
import { defineTable, proposeTableOf } from '#usecases/table/define-table.ts';
import { listTables } from '#usecases/table/list-tables.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => jsonResponse({ tables: listTables(world, caller) }));

/**
 * Makes a table of a definition or any JSON Schema; `left_out` says what of a foreign schema stayed out, and why.
 * `dryRun=1` only answers what would become of it; `file` names the table where nothing else does.
 */
export const POST: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const { language } = event.locals;
    if (!canManageTables(caller)) return problemResponse({ status: 403, problems: [problem('no-right-tables')], language });
    const body = await readBody(event);
    if (!body.ok) return body.response;
    const query = event.url.searchParams;
    const { workbook } = await loadMessages(language);
    const title = query.get('title') ?? undefined;
    const given = { input: body.value, title, fileName: query.get('file') ?? undefined, words: workbook };
    if (query.get('dryRun') === '1')
      return outcomeResponse(event, proposeTableOf(world, caller, given), async ({ definition, leftOut }) =>
        jsonResponse({ key: definition.key, definition, left_out: await sayProblems(leftOut, language) }),
      );
    const made = await defineTable(world, caller, { ...given, note: '' });
    return outcomeResponse(event, made, async ({ entry: { key }, leftOut }) => {
      const response = jsonResponse({ key, left_out: await sayProblems(leftOut, language) }, 201);
      response.headers.set('location', `/api/v1/tables/${key}`);
      return response;
    });
  });
