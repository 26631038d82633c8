import { answerStructure, textOf } from '#server/http/answer-structure.ts';
import { jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { begunResponse } from '#server/http/begun-response.ts';
import { presentChanges } from '#server/http/present-revision.ts';
import { readOptionalBody } from '#server/http/read-optional-body.ts';
import { revisionNumber } from '#usecases/revision/revision.ts';
import { planRollback, rollbackRevision } from '#usecases/revision/rollback-revision.ts';
import type { RequestHandler } from './$types.ts';

/** Makes an earlier revision live again, or asks a second person; `dryRun` only lists the rows whose values differ there. */
export const POST: RequestHandler = (event) =>
  answerStructure(event, async (access, tools) => {
    const body = await readOptionalBody(event, ['note', 'dryRun']);
    if (!body.ok) return body.response;
    const place = { key: access.key, number: revisionNumber(event.params.number) };
    if (body.value['dryRun'] !== true)
      return begunResponse(
        event,
        tools.world,
        await rollbackRevision(tools, access.caller, { ...place, note: textOf(body.value['note']) }),
      );
    const planned = await planRollback(tools.world, access.caller, place);
    return outcomeResponse(event, planned, async ({ changes, differing, approval }) =>
      jsonResponse({ changes: await presentChanges(changes, event.locals.language), differing, approval, problems: [] }),
    );
  });
