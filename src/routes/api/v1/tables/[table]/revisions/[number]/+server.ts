import { answerStructure } from '#server/http/answer-structure.ts';
import { projectDefinition } from '#core/permission/project-definition.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { answerTable, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { presentRevision } from '#server/http/present-revision.ts';
import { notFoundResponse } from '#server/http/problem-response.ts';
import { findRevision, revisionNumber } from '#usecases/revision/revision.ts';
import { withdrawRevision } from '#usecases/revision/trial.ts';
import type { RequestHandler } from './$types.ts';

/** One revision with its document. */
export const GET: RequestHandler = (event) =>
  answerTable(event, async (access, world) => {
    const found = await findRevision(world, access.key, revisionNumber(event.params.number));
    if (!found) return notFoundResponse(event.locals.language);
    const { caller } = access;
    const definition = canManageTables(caller) ? found.definition : projectDefinition(found.definition, caller.role);
    const more = canManageTables(caller) ? { mappings: found.mappings } : {};
    return jsonResponse({ ...presentRevision(world, found.line), definition, ...more });
  });

/** Withdraws a draft. */
export const DELETE: RequestHandler = (event) =>
  answerStructure(event, async (access, { world }) => {
    const withdrawn = await withdrawRevision(world, access.caller, { key: access.key, number: revisionNumber(event.params.number) });
    return outcomeResponse(event, withdrawn, (line) => jsonResponse(presentRevision(world, line)));
  });
