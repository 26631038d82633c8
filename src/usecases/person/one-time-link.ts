import { problem } from '#core/problem.ts';
import type { Role } from '#core/definition/definition.ts';
import { canManagePeople } from '#core/permission/rights.ts';
import { done, forbidden, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Statement } from '#usecases/ports/database.ts';
import type { Member } from '#usecases/ports/directory.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { addPerson } from '#usecases/person/add-person.ts';
import { checkEmail, checkName, checkPassword, cleanEmail, cleanName } from '#usecases/person/person-rules.ts';
import { endSessions } from '#usecases/person/session.ts';
import { stampChange } from '#usecases/person/setting.ts';

const lifetime = 7 * 86_400_000;

export interface Invitation {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly team: string;
  /** Id of a person without sign-in (a name from a workbook) who gets it by this link. */
  readonly person?: string | undefined;
}

/** A one-time link's secret; the caller makes the address. */
export interface LinkSecret {
  readonly token: string;
  readonly person: string;
  readonly expires: string;
}

/** Invites somebody by a link to copy; mail is not needed. */
export const invite = async (world: World, caller: Caller, given: Invitation): Promise<Outcome<LinkSecret>> => {
  if (!canManagePeople(caller)) return forbidden(problem('no-right-people'));
  const [email, name] = [cleanEmail(given.email), cleanName(given.name)];
  const taken = world.directory.people().find((person) => person.email === email && person.id !== given.person);
  const known = given.person === undefined ? undefined : world.directory.person(given.person);
  const faults = [
    ...checkEmail(email),
    ...checkName(name),
    ...(taken ? [problem('email-taken', '/email', { name: taken.name })] : []),
    ...(given.team !== '' && !world.directory.teams().some((team) => team.id === given.team) ? [problem('no-such-team', '/team')] : []),
    ...(given.person !== undefined && known?.state !== 'unlinked' ? [problem('person-unknown', '/person')] : []),
  ];
  if (faults.length > 0) return refusedFor(...faults);
  const id = known?.id ?? world.newId();
  const make: Statement = known
    ? {
        text: `update b_people set email = :email, name = :name, role = :role, team = :team, state = 'invited' where id = :id`,
        params: { id, email, name, role: given.role, team: given.team },
      }
    : addPerson(world, { id, email, name, role: given.role, team: given.team, state: 'invited', password: '' });
  const link = newLink(world, { person: id, kind: 'invite', by: caller.id });
  await world.db.write([make, link.statement, stampChange(world)]);
  await world.directory.reload();
  return done(link.secret);
};

/** A link with which a person sets a new password; the old one works until then. */
export const resetPassword = async (world: World, caller: Caller, person: string): Promise<Outcome<LinkSecret>> => {
  if (!canManagePeople(caller) && caller.door !== 'cli') return forbidden(problem('no-right-people'));
  const known = world.directory.person(person);
  if (!known || (known.state !== 'active' && known.state !== 'invited')) return notFound;
  const link = newLink(world, { person, kind: known.state === 'invited' ? 'invite' : 'reset', by: caller.id });
  await world.db.write([link.statement]);
  return done(link.secret);
};

const newLink = (
  world: World,
  { person, kind, by }: { readonly person: string; readonly kind: 'invite' | 'reset'; readonly by: string },
) => {
  const token = world.secrets.newToken();
  const now = world.now();
  const expires = new Date(now + lifetime).toISOString();
  const statement: Statement = {
    text: `insert into b_links (id, token_hash, person, kind, created_by, created_at, expires_at, used_at) values (:id, :hash, :person, :kind, :by, :now, :expires, '')`,
    params: { id: world.newId(), hash: world.secrets.hashToken(token), person, kind, by, now: new Date(now).toISOString(), expires },
  };
  const secret: LinkSecret = { token, person, expires };
  return { statement, secret };
};

interface LinkRow {
  readonly id: string;
  readonly person: string;
  readonly kind: 'invite' | 'reset';
}

/** Who a link is for; undefined when it is unknown, used or older than seven days. */
export const findLink = async (world: World, token: string): Promise<{ readonly link: LinkRow; readonly person: Member } | undefined> => {
  const [link] = await world.db.read<LinkRow>({
    text: `select json_object('id', id, 'person', person, 'kind', kind) as j from b_links where token_hash = :hash and used_at = '' and expires_at > :now`,
    params: { hash: world.secrets.hashToken(token), now: new Date(world.now()).toISOString() },
  });
  const person = link && world.directory.person(link.person);
  return link && person && person.state !== 'inactive' ? { link, person } : undefined;
};

/** Sets the password by a link, once; every session of the person ends, every other link of theirs too. */
export const acceptLink = async (world: World, token: string, password: string): Promise<Outcome<Member>> => {
  const found = await findLink(world, token);
  if (!found) return refusedFor(problem('link-gone'));
  const faults = checkPassword(password);
  if (faults.length > 0) return refusedFor(...faults);
  const now = new Date(world.now()).toISOString();
  const result = await world.db.write([
    { text: `update b_links set used_at = :now where id = :id and used_at = ''`, params: { id: found.link.id, now }, changes: 1 },
    { text: `update b_links set used_at = :now where person = :person and used_at = ''`, params: { person: found.person.id, now } },
    {
      text: `update b_people set password = :hash, state = 'active', updated_at = :now where id = :id`,
      params: { id: found.person.id, hash: await world.secrets.hashPassword(password), now },
    },
    stampChange(world),
  ]);
  if (!result.ok) return refusedFor(problem('link-gone'));
  await endSessions(world, found.person.id, {});
  await world.directory.reload();
  return done(world.directory.person(found.person.id) ?? found.person);
};
