import type { Member } from '#usecases/ports/directory.ts';
import type { Caller, World } from '#usecases/ports/world.ts';

const idle = 14 * 86_400_000;
const absolute = 90 * 86_400_000;
/** How often a use of a session is written down; between, it lives in memory. */
const touchEvery = 10 * 60_000;

export interface SessionRow {
  readonly id: string;
  readonly person: string;
  readonly createdAt: string;
  readonly seenAt: string;
  readonly expiresAt: string;
  readonly agent: string;
  readonly address: string;
}

const sessionJson = `json_object('id', id, 'person', person, 'createdAt', created_at, 'seenAt', seen_at, 'expiresAt', expires_at, 'agent', agent, 'address', address) as j`;

const iso = (moment: number): string => new Date(moment).toISOString();

/** Starts a session; the token goes to the browser once, only its hash is stored. */
export const startSession = async (
  world: World,
  person: Member,
  from: { readonly agent: string; readonly address: string },
): Promise<{ token: string; expires: Date }> => {
  const token = world.secrets.newToken();
  const now = world.now();
  await world.db.write([
    {
      text: 'insert into b_sessions (id, token_hash, person, created_at, seen_at, expires_at, agent, address) values (:id, :hash, :person, :now, :now, :expires, :agent, :address)',
      params: {
        id: world.newId(),
        hash: world.secrets.hashToken(token),
        person: person.id,
        now: iso(now),
        expires: iso(now + absolute),
        agent: from.agent.slice(0, 300),
        address: from.address,
      },
    },
  ]);
  return { token, expires: new Date(now + absolute) };
};

/** Sessions known in this process, by token hash; ended ones are dropped at once by `forgetSessions`. */
const known = new Map<string, SessionRow>();

/** The session of a token; undefined when it is unknown, ended, idle for 14 days or older than 90. */
export const findSession = async (world: World, token: string): Promise<SessionRow | undefined> => {
  const hash = world.secrets.hashToken(token);
  const row = known.get(hash) ?? (await readSession(world, hash));
  if (!row) return undefined;
  const now = world.now();
  if (Date.parse(row.expiresAt) <= now || Date.parse(row.seenAt) + idle <= now) {
    known.delete(hash);
    return undefined;
  }
  known.set(hash, await touch(world, row, now));
  return row;
};

const readSession = async (world: World, hash: string): Promise<SessionRow | undefined> => {
  const [row] = await world.db.read<SessionRow>({
    text: `select ${sessionJson} from b_sessions where token_hash = :hash and token_hash <> ''`,
    params: { hash },
  });
  return row;
};

const touch = async (world: World, row: SessionRow, now: number): Promise<SessionRow> => {
  if (now - Date.parse(row.seenAt) < touchEvery) return row;
  await world.db.write([{ text: 'update b_sessions set seen_at = :now where id = :id', params: { now: iso(now), id: row.id } }]);
  return { ...row, seenAt: iso(now) };
};

/** The person behind a session, as they are now: a deactivated one is nobody. */
export const callerOf = (world: World, personId: string, door: Caller['door']): Caller | undefined => {
  const person = world.directory.person(personId);
  if (!person || person.state !== 'active') return undefined;
  return { id: person.id, role: person.role, team: person.team, name: person.name, email: person.email, language: person.language, door };
};

export const listSessions = (world: World, person: string): Promise<readonly SessionRow[]> =>
  world.db.read<SessionRow>({
    text: `select ${sessionJson} from b_sessions where person = :person and expires_at > :now order by seen_at desc limit 200`,
    params: { person, now: iso(world.now()) },
  });

const endListeners = new Set<(ids: readonly string[]) => void>();

/** Calls back with the ids of ended sessions, so that their event streams close. */
export const onSessionsEnded = (listener: (ids: readonly string[]) => void): (() => void) => {
  endListeners.add(listener);
  return () => endListeners.delete(listener);
};

/** Ends sessions of a person: the named one, or all (but `except`). */
export const endSessions = async (
  world: World,
  person: string,
  which: { readonly id?: string; readonly except?: string },
): Promise<void> => {
  const rows = (await listSessions(world, person)).filter(
    (row) => (which.id === undefined || row.id === which.id) && row.id !== which.except,
  );
  const ids = rows.map((row) => row.id);
  await world.db.write([
    {
      text: 'delete from b_sessions where person = :person and id in (select value from json_each(:ids))',
      params: { person, ids: JSON.stringify(ids) },
    },
  ]);
  for (const [hash, row] of known) if (ids.includes(row.id)) known.delete(hash);
  for (const listener of endListeners) listener(ids);
};
