import { answerCaller, jsonResponse } from '#server/http/answer.ts';
import { listTables } from '#usecases/table/list-tables.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => jsonResponse({ tables: listTables(world, caller) }));
