import { answerStructure } from '#server/http/answer-structure.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { presentRevision } from '#server/http/present-revision.ts';
import { notFoundResponse } from '#server/http/problem-response.ts';
import { findRevision, revisionNumber } from '#usecases/revision/revision.ts';
import { seenDefinition, seenLines } from '#usecases/revision/seen-revision.ts';
import { withdrawRevision } from '#usecases/revision/trial.ts';
import type { RequestHandler } from './$types.ts';

/** One revision with its document. */
export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const found = await findRevision(world, access.key, revisionNumber(event.params.number));
    const [line] = found ? await seenLines(world, access, [found.line]) : [];
    if (!found || !line) return notFoundResponse(event.locals.language);
    const more = canManageTables(access.caller) ? { mappings: found.mappings } : {};
    return jsonResponse({ ...presentRevision(world, line), definition: seenDefinition(access, found), ...more });
  });

/** Withdraws a draft. */
export const DELETE: RequestHandler = (event) =>
  answerStructure(event, async (access, { world }) => {
    const withdrawn = await withdrawRevision(world, access.caller, { key: access.key, number: revisionNumber(event.params.number) });
    return outcomeResponse(event, withdrawn, (line) => jsonResponse(presentRevision(world, line)));
  });
