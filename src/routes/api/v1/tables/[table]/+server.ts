import { canManageTables } from '#core/permission/rights.ts';
import { answerTable, jsonResponse } from '#server/http/answer.ts';
import type { RequestHandler } from './$types.ts';

/** The live definition document; whoever does not manage tables gets it without the fields kept from them. */
export const GET: RequestHandler = (event) =>
  answerTable(event, async ({ caller, table, whole }) => jsonResponse((canManageTables(caller) ? whole : table).definition));
