import type { RequestEvent } from '@sveltejs/kit';
import { startSession } from '#usecases/person/session.ts';
import type { Member } from '#usecases/ports/directory.ts';
import { sessionCookie } from '#server/http/authenticate.ts';

type Event = Pick<RequestEvent, 'cookies' | 'locals' | 'request' | 'getClientAddress'>;

/** `secure` follows the public address: a cookie that plain http in an office network never sends back would lock everybody out. */
const optionsOf = (publicUrl: string) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: publicUrl.startsWith('https:'),
});

export const keepSession = ({ cookies, locals }: Pick<Event, 'cookies' | 'locals'>, token: string, expires: Date): void =>
  cookies.set(sessionCookie, token, { ...optionsOf(locals.running.config.publicUrl), expires });

export const dropSession = ({ cookies, locals }: Pick<Event, 'cookies' | 'locals'>): void =>
  cookies.delete(sessionCookie, optionsOf(locals.running.config.publicUrl));

/** Where a request comes from, as the list of sessions shows it. */
export const originOf = ({ request, getClientAddress }: Pick<Event, 'request' | 'getClientAddress'>) => ({
  agent: request.headers.get('user-agent') ?? '',
  address: addressOf(getClientAddress),
});

/** A visitor who did not come through the proxy brings no header to read an address from: such visitors count as one. */
const addressOf = (read: () => string): string => {
  try {
    return read();
  } catch {
    return ''; // the frame's way to say that the header is not there
  }
};

/** Signs a person in without a password: right after they set one. */
export const enter = async (event: Event, person: Member): Promise<void> => {
  const { token, expires } = await startSession(event.locals.running.world, person, originOf(event));
  keepSession(event, token, expires);
};
