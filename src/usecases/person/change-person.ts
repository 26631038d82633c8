import { problem } from '#core/problem.ts';
import type { Role } from '#core/definition/definition.ts';
import { sortKey } from '#core/compile/search-text.ts';
import { canManagePeople } from '#core/permission/rights.ts';
import { done, forbidden, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Member, PersonState } from '#usecases/ports/directory.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { checkName, checkPassword, cleanName } from '#usecases/person/person-rules.ts';
import { endSessions } from '#usecases/person/session.ts';
import { stampChange } from '#usecases/person/setting.ts';

export interface PersonChange {
  readonly role?: Role | undefined;
  readonly team?: string | undefined;
  readonly name?: string | undefined;
  readonly state?: Extract<PersonState, 'active' | 'inactive'> | undefined;
}

/** Changes somebody's role, team, name or state. People are deactivated, never deleted; the last administrator stays one. */
export const changePerson = async (
  world: World,
  caller: Caller,
  { id, ...change }: PersonChange & { readonly id: string },
): Promise<Outcome<Member>> => {
  if (!canManagePeople(caller)) return forbidden(problem('no-right-people'));
  const before = world.directory.person(id);
  if (!before) return notFound;
  const after = {
    role: change.role ?? before.role,
    team: change.team ?? before.team,
    name: cleanName(change.name ?? before.name),
    state: change.state ?? before.state,
  };
  const others = world.directory.people().filter((person) => person.id !== id && person.role === 'admin' && person.state === 'active');
  const losesLast =
    before.role === 'admin' && before.state === 'active' && (after.role !== 'admin' || after.state !== 'active') && others.length === 0;
  const faults = [
    ...checkName(after.name),
    ...(losesLast ? [problem('last-admin')] : []),
    ...(after.team !== '' && !world.directory.teams().some((team) => team.id === after.team) ? [problem('no-such-team', '/team')] : []),
    ...(change.state === 'active' && before.state !== 'inactive' ? [problem('not-inactive', '/state')] : []),
  ];
  if (faults.length > 0) return refusedFor(...faults);
  await world.db.write([
    {
      text: 'update b_people set role = :role, team = :team, name = :name, name_sort = :sort, state = :state, updated_at = :now where id = :id',
      params: { id, ...after, sort: sortKey(after.name, world.pinyin), now: new Date(world.now()).toISOString() },
    },
    stampChange(world),
  ]);
  if (after.state === 'inactive') await endSessions(world, id, {});
  await world.directory.reload();
  return done(world.directory.person(id) ?? before);
};

/** Makes a team, or answers the one of that name. */
export const addTeam = async (world: World, caller: Caller, given: string): Promise<Outcome<string>> => {
  if (!canManagePeople(caller)) return forbidden(problem('no-right-people'));
  const name = cleanName(given);
  const known = world.directory.teams().find((team) => team.name === name);
  if (known) return done(known.id);
  if (name === '' || [...name].length > 40) return refusedFor(problem('team-name', '/team', { max: 40 }));
  const id = world.newId();
  await world.db.write([
    {
      text: 'insert into b_teams (id, name, created_at) values (:id, :name, :now)',
      params: { id, name, now: new Date(world.now()).toISOString() },
    },
    stampChange(world),
  ]);
  await world.directory.reload();
  return done(id);
};

export interface OwnChange {
  readonly language?: 'zh-CN' | 'en' | undefined;
  readonly oldPassword?: string | undefined;
  readonly newPassword?: string | undefined;
}

/** One's own language and password; a new password ends all other sessions. */
export const changeSelf = async (
  world: World,
  caller: Caller,
  change: OwnChange & { readonly session: string },
): Promise<Outcome<true>> => {
  if (change.language !== undefined) {
    await world.db.write([
      { text: 'update b_people set language = :language where id = :id', params: { id: caller.id, language: change.language } },
    ]);
  }
  if (change.newPassword !== undefined) {
    const [row] = await world.db.read<readonly [string]>({
      text: 'select json_array(password) as j from b_people where id = :id',
      params: { id: caller.id },
    });
    const faults = [
      ...((await world.secrets.verifyPassword(change.oldPassword ?? '', row?.[0] ?? ''))
        ? []
        : [problem('wrong-password', '/oldPassword')]),
      ...checkPassword(change.newPassword),
    ];
    if (faults.length > 0) return refusedFor(...faults);
    const hash = await world.secrets.hashPassword(change.newPassword);
    await world.db.write([{ text: 'update b_people set password = :hash where id = :id', params: { id: caller.id, hash } }]);
    await endSessions(world, caller.id, { except: change.session });
  }
  await world.directory.reload();
  return done(true);
};
