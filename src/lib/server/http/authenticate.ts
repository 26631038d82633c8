import type { RequestEvent } from '@sveltejs/kit';
import { callerOf, findSession, type SessionRow } from '#usecases/person/session.ts';
import { findToken } from '#usecases/person/token.ts';
import type { Caller, World } from '#usecases/ports/world.ts';

export const sessionCookie = 'biaoli_session';

export interface Identity {
  readonly caller?: Caller;
  readonly session?: SessionRow;
}

/** Who a request comes from. A bearer token decides alone: with one, cookies are ignored. */
export const authenticate = async (world: World, { request, cookies }: Pick<RequestEvent, 'request' | 'cookies'>): Promise<Identity> => {
  const header = request.headers.get('authorization');
  if (header !== null) {
    const token = await findToken(world, /^Bearer\s+(\S+)$/i.exec(header)?.[1] ?? '');
    const caller = token && callerOf(world, token.person, 'api');
    return caller ? { caller } : {};
  }
  const cookie = cookies.get(sessionCookie);
  const session = cookie === undefined ? undefined : await findSession(world, cookie);
  const caller = session && callerOf(world, session.person, 'page');
  return caller ? { caller, session } : {};
};
