import { answerCaller, jsonResponse, outcomeResponse } from '#server/http/answer.ts';
import { presentImport } from '#server/http/present-import.ts';
import type { RequestHandler } from './$types.ts';

/** How far an import is, or what it did; only for who began it. */
export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const report = await event.locals.running.desk.report(world, caller, event.params.id);
    return outcomeResponse(event, report, async (value) =>
      jsonResponse(await presentImport(value, event.locals.language, world.tables.any(value.table)?.table)),
    );
  });

/** Ends it; nothing of it stays. */
export const DELETE: RequestHandler = (event) =>
  answerCaller(event, async ({ caller }) =>
    outcomeResponse(event, event.locals.running.desk.cancel(caller, event.params.id), () => new Response(null, { status: 204 })),
  );
