import { canManagePeople } from '#core/permission/rights.ts';
import type { Posted } from '#server/http/posted-action.ts';
import { demoSize } from '#usecases/demo/demo-size.ts';
import { done, type Outcome } from '#usecases/outcome.ts';
import { endSessions, listSessions } from '#usecases/person/session.ts';
import { listTokens } from '#usecases/person/token.ts';
import type { Caller, World } from '#usecases/ports/world.ts';

/** What the page shows of a person's own sessions and tokens, never a secret. */
export const ownSettings = async (world: World, caller: Caller, session: string | undefined) => {
  const sessions = (await listSessions(world, caller.id)).map(({ id, agent, address, seenAt }) => {
    return { id, agent, address, seenAt, current: id === session };
  });
  const tokens = (await listTokens(world, caller.id)).map(({ id, title, expiresAt, seenAt }) => ({ id, title, expiresAt, seenAt }));
  const demo = canManagePeople(caller) ? await demoSize(world) : undefined;
  return { email: caller.email, sessions, tokens, demo };
};

/** Ends the session that was named, else all others; answers how many ended. */
export const endPosted = async ({ world, caller, session, text }: Posted): Promise<Outcome<number>> => {
  const before = (await listSessions(world, caller.id)).length;
  await endSessions(world, caller.id, text('session') === '' ? { except: session } : { id: text('session') });
  return done(before - (await listSessions(world, caller.id)).length);
};
