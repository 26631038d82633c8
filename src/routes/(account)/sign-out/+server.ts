import { redirect } from '@sveltejs/kit';
import { dropSession } from '#server/http/session-cookie.ts';
import { places } from '#ui/shell/places.ts';
import { endSessions } from '#usecases/person/session.ts';
import type { RequestHandler } from './$types.ts';

export const POST: RequestHandler = async (event) => {
  const { session, running } = event.locals;
  if (session) await endSessions(running.world, session.person, { id: session.id });
  dropSession(event);
  redirect(303, `${places.signIn}?reason=ended`);
};
