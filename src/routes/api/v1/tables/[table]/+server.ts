import { answerTable, jsonResponse } from '#server/http/answer.ts';
import type { RequestHandler } from './$types.ts';

/** The live definition document. */
export const GET: RequestHandler = (event) => answerTable(event, async (access) => jsonResponse(access.table.definition));
