import { answerCaller, outcomeResponse } from '#server/http/answer.ts';
import { revokeToken } from '#usecases/person/token.ts';
import type { RequestHandler } from './$types.ts';

export const DELETE: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) =>
    outcomeResponse(event, await revokeToken(world, caller.id, event.params.id), () => new Response(null, { status: 204 })),
  );
