import { answerCaller, jsonResponse } from '#server/http/answer.ts';
import { endSessions, listSessions } from '#usecases/person/session.ts';
import type { RequestHandler } from './$types.ts';

/** One's own sessions, the one in use marked. */
export const GET: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const rows = await listSessions(world, caller.id);
    const sessions = rows.map(({ person: _person, ...row }) => ({ ...row, current: row.id === event.locals.session?.id }));
    return jsonResponse({ sessions });
  });

/** Ends all of one's sessions; `?except=current` keeps the one in use. */
export const DELETE: RequestHandler = (event) =>
  answerCaller(event, async ({ world, caller }) => {
    const keep = event.url.searchParams.get('except') === 'current' ? event.locals.session?.id : undefined;
    await endSessions(world, caller.id, keep === undefined ? {} : { except: keep });
    return new Response(null, { status: 204 });
  });
