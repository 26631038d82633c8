import { problem } from '#core/problem.ts';
import { done, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Member } from '#usecases/ports/directory.ts';
import type { World } from '#usecases/ports/world.ts';
import { addPerson } from '#usecases/person/add-person.ts';
import { checkEmail, checkName, checkPassword, cleanEmail, cleanName } from '#usecases/person/person-rules.ts';
import { writeSetting } from '#usecases/person/setting.ts';

export interface FirstAdministrator {
  readonly email: string;
  readonly name: string;
  readonly password: string;
  readonly firm: string;
}

/** Whether the firm has nobody who can sign in yet. */
export const needsSetUp = (world: World): boolean =>
  !world.directory.people().some((person) => person.role === 'admin' && person.state !== 'unlinked');

/** Makes the first administrator and names the firm; refused once there is one. */
export const setUp = async (world: World, given: FirstAdministrator): Promise<Outcome<Member>> => {
  if (!needsSetUp(world)) return refusedFor(problem('already-set-up'));
  const [email, name, firm] = [cleanEmail(given.email), cleanName(given.name), cleanName(given.firm)];
  const faults = [
    ...checkEmail(email),
    ...checkName(name),
    ...checkPassword(given.password),
    ...(firm === '' || [...firm].length > 40 ? [problem('firm-name', '/firm', { max: 40 })] : []),
  ];
  if (faults.length > 0) return refusedFor(...faults);
  const id = world.newId();
  const password = await world.secrets.hashPassword(given.password);
  await world.db.write([
    addPerson(world, { id, email, name, role: 'admin', team: '', state: 'active', password }),
    writeSetting('firm', firm),
  ]);
  await world.directory.reload();
  const person = world.directory.person(id);
  if (!person) throw new Error('the administrator that was just made is missing');
  return done(person);
};
