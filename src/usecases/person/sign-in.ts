import { problem } from '#core/problem.ts';
import { done, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Member } from '#usecases/ports/directory.ts';
import type { World } from '#usecases/ports/world.ts';
import { startSession } from '#usecases/person/session.ts';

export interface Credentials {
  readonly email: string;
  readonly password: string;
  readonly agent: string;
  readonly address: string;
}

interface Tries {
  count: number;
  until: number;
}

const freeTries = 5;
const longestWait = 15 * 60_000;
const tries = new Map<string, Tries>();

/** Signs in; after five wrong passwords each further try waits twice as long, per account and per address. */
export const signIn = async (world: World, given: Credentials): Promise<Outcome<{ token: string; expires: Date; person: Member }>> => {
  const email = given.email.trim().toLowerCase();
  const keys = [`mail ${email}`, `from ${given.address}`];
  const wait = Math.max(...keys.map((key) => (tries.get(key)?.until ?? 0) - world.now()));
  if (wait > 0) return refusedFor(problem('too-many-tries', '', { seconds: Math.ceil(wait / 1000) }));
  // Counted before the password is looked at: many tries at once are no way around the wait.
  for (const [at, key] of keys.entries()) countTry(key, world.now(), at === 0 ? freeTries : freeTries * 4);
  const person = world.directory.people().find((candidate) => candidate.email === email && candidate.email !== '');
  const right = await world.secrets.verifyPassword(given.password, person === undefined ? '' : await passwordOf(world, person.id));
  if (!person || !right || person.state !== 'active')
    return refusedFor(problem(person?.state === 'inactive' && right ? 'deactivated' : 'wrong-sign-in'));
  const [mail = '', from = ''] = keys;
  tries.delete(mail);
  forgiveTry(from);
  return done({ ...(await startSession(world, person, given)), person });
};

const countTry = (key: string, now: number, free: number): void => {
  if (tries.size > 10_000) tries.clear();
  const count = (tries.get(key)?.count ?? 0) + 1;
  const wait = count < free ? 0 : Math.min(longestWait, 2 ** (count - free) * 1000);
  tries.set(key, { count, until: now + wait });
};

/** A right password takes back its own try only: whoever has an account cannot guess others' for nothing. */
const forgiveTry = (key: string): void => {
  const known = tries.get(key);
  if (known) tries.set(key, { count: known.count - 1, until: 0 });
};

const passwordOf = async (world: World, id: string): Promise<string> => {
  const [row] = await world.db.read<readonly [string]>({
    text: 'select json_array(password) as j from b_people where id = :id',
    params: { id },
  });
  return row?.[0] ?? '';
};
