import { readFileSync } from 'node:fs';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition } from '#core/definition/definition.ts';
import { addPerson } from '#usecases/person/add-person.ts';
import { startSession } from '#usecases/person/session.ts';
import { makeToken } from '#usecases/person/token.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { createTable } from '#usecases/table/create-table.ts';
import { testPeople } from '#support/test-people.ts';

/** A checked definition of ours, changed a little for a test. */
export const sound = (input: unknown): Definition => {
  const checked = checkDefinition(input);
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems, null, 1));
  return checked.value;
};

export const template = (name: string): Definition =>
  sound(JSON.parse(readFileSync(new URL(`../../schemas/templates/${name}.json`, import.meta.url), 'utf8')));

/** People of `testPeople`, with nobody's password set. */
export const addTestPeople = async (world: World): Promise<void> => {
  await world.db.write([
    ...['north', 'south'].map((id) => ({
      text: 'insert into b_teams (id, name, created_at) values (:id, :id, :now)',
      params: { id, now: new Date(world.now()).toISOString() },
    })),
    ...testPeople.map((person) =>
      addPerson(world, {
        ...person,
        email: `${person.id}@firm.example`,
        state: person.id === 'left' ? 'inactive' : 'active',
        password: '',
      }),
    ),
  ]);
  await world.directory.reload();
};

export const callerFor = (world: World, id: string, door: Caller['door'] = 'api'): Caller => {
  const person = world.directory.person(id);
  if (!person) throw new Error(`nobody is ${id}`);
  return { ...person, door };
};

export const addTable = async (world: World, definition: Definition): Promise<void> => {
  const made = await createTable(world, callerFor(world, 'admin'), { definition, note: '', state: 'live', importId: '' });
  if (!made.ok) throw new Error(JSON.stringify(made));
};

export const tokenOf = async (world: World, person: string, days = 30): Promise<string> => {
  const made = await makeToken(world, person, { title: 'test', days });
  if (!made.ok) throw new Error(JSON.stringify(made));
  return made.value.token;
};

/** A signed-in browser's cookie. */
export const cookieOf = async (world: World, id: string): Promise<string> => {
  const person = world.directory.person(id);
  if (!person) throw new Error(`nobody is ${id}`);
  const { token } = await startSession(world, person, { agent: 'test', address: '127.0.0.1' });
  return `biaoli_session=${token}`;
};
