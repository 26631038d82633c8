import { problem } from '#core/problem.ts';
import { done, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { cleanName } from '#usecases/person/person-rules.ts';

export interface TokenRow {
  readonly id: string;
  readonly title: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly seenAt: string;
}

/** `b_` in front tells people and secret scanners what it is. */
export const makeToken = async (
  world: World,
  person: string,
  given: { readonly title: string; readonly days: number },
): Promise<Outcome<{ readonly id: string; readonly token: string }>> => {
  const title = cleanName(given.title);
  if (title === '' || [...title].length > 60) return refusedFor(problem('token-title', '/title', { max: 60 }));
  if (!Number.isInteger(given.days) || given.days < 1 || given.days > 3650)
    return refusedFor(problem('token-days', '/days', { max: 3650 }));
  const token = `b_${world.secrets.newToken()}`;
  const id = world.newId();
  const now = world.now();
  await world.db.write([
    {
      text: `insert into b_tokens (id, token_hash, person, title, created_at, expires_at, revoked_at, seen_at) values (:id, :hash, :person, :title, :now, :expires, '', '')`,
      params: {
        id,
        hash: world.secrets.hashToken(token),
        person,
        title,
        now: new Date(now).toISOString(),
        expires: new Date(now + given.days * 86_400_000).toISOString(),
      },
    },
  ]);
  return done({ id, token });
};

interface KnownToken {
  readonly id: string;
  readonly person: string;
  readonly expiresAt: string;
  readonly readAt: number;
}

const known = new Map<string, KnownToken>();
/** A token revoked by another process is refused after this many milliseconds at the latest. */
const trust = 5_000;

/** The person of a bearer token; undefined when it is unknown, revoked or expired. */
export const findToken = async (world: World, token: string): Promise<KnownToken | undefined> => {
  const hash = world.secrets.hashToken(token);
  const now = world.now();
  const remembered = known.get(hash);
  const row = remembered && now - remembered.readAt < trust ? remembered : await readToken(world, hash);
  if (!row || Date.parse(row.expiresAt) <= now) return undefined;
  if (known.size > 10_000) known.clear();
  known.set(hash, row);
  return row;
};

const readToken = async (world: World, hash: string): Promise<KnownToken | undefined> => {
  known.delete(hash);
  const [row] = await world.db.read<Omit<KnownToken, 'readAt'>>({
    text: `select json_object('id', id, 'person', person, 'expiresAt', expires_at) as j from b_tokens where token_hash = :hash and revoked_at = ''`,
    params: { hash },
  });
  return row && { ...row, readAt: world.now() };
};

export const listTokens = (world: World, person: string): Promise<readonly TokenRow[]> =>
  world.db.read<TokenRow>({
    text: `select json_object('id', id, 'title', title, 'createdAt', created_at, 'expiresAt', expires_at, 'seenAt', seen_at) as j from b_tokens where person = :person and revoked_at = '' order by created_at desc limit 200`,
    params: { person },
  });

export const revokeToken = async (world: World, person: string, id: string): Promise<Outcome<true>> => {
  const result = await world.db.write([
    {
      text: `update b_tokens set revoked_at = :now where id = :id and person = :person and revoked_at = ''`,
      params: { id, person, now: new Date(world.now()).toISOString() },
      changes: 1,
    },
  ]);
  for (const [hash, row] of known) if (row.id === id) known.delete(hash);
  return result.ok ? done(true) : notFound;
};
