import { answerCaller } from '#server/http/answer.ts';
import { authenticate } from '#server/http/authenticate.ts';
import { eventResponse, openUntilStop } from '#server/http/event-response.ts';
import { problemResponse } from '#server/http/problem-response.ts';
import { problem } from '#core/problem.ts';
import { onSessionsEnded } from '#usecases/person/session.ts';
import { eventStream } from '#usecases/record/event-stream.ts';
import type { RequestHandler } from './$types.ts';

const heartbeat = 20_000;
/** How long a revoked token or a deactivated person may still listen to nothing. */
const lookEvery = 2_000;

/** Server-sent events `{ table, id, version, kind }` of what the caller may see; `Last-Event-ID` resumes without gaps. */
export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world }) => {
    const { language, session } = event.locals;
    const given = event.request.headers.get('last-event-id');
    if (given !== null && !/^\d{1,15}$/.test(given))
      return problemResponse({ status: 422, problems: [problem('bad-event-id', '/Last-Event-ID')], language });
    const abort = openUntilStop();
    const forget = onSessionsEnded((ids) => {
      if (session && ids.includes(session.id)) abort.abort();
    });
    abort.signal.addEventListener('abort', forget);
    const identify = async () => (await authenticate(world, event)).caller;
    const after = given === null ? undefined : Number(given);
    return eventResponse(eventStream(world, { after, identify, signal: abort.signal, heartbeat, lookEvery }), abort);
  });
