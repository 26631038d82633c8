import { answerCaller } from '#server/http/answer.ts';
import { notFoundResponse } from '#server/http/problem-response.ts';
import { endSessions, listSessions } from '#usecases/person/session.ts';
import type { RequestHandler } from './$types.ts';

export const DELETE: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const { id } = event.params;
    const known = (await listSessions(world, caller.id)).some((row) => row.id === id);
    if (!known) return notFoundResponse(event.locals.language);
    await endSessions(world, caller.id, { id });
    return new Response(null, { status: 204 });
  });
