import { readFileSync } from 'node:fs';
import { checkDefinition } from '#core/definition/check-definition.ts';
import type { Definition, Role } from '#core/definition/definition.ts';
import { addPerson } from '#usecases/person/add-person.ts';
import { makeToken } from '#usecases/person/token.ts';
import type { World } from '#usecases/ports/world.ts';
import { createTable } from '#usecases/table/create-table.ts';

/** Who measures: one with 2,000 rows, one who sees a team of 25 owners with half of all rows, one who sees all. */
export const measurers = ['staff', 'team', 'all'] as const;
export type Measurer = (typeof measurers)[number];

interface BenchPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly team: string;
}

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';

/** Fifty owners: the first 25 are the team of the one who measures as `team`, one of them. */
const owners: readonly BenchPerson[] = Array.from({ length: 50 }, (_, at) => ({
  id: at === 0 ? 'team' : at === 1 ? 'staff' : `owner${at}`,
  name: `${surnames.charAt(at % 20)}${'伟敏静'.charAt(Math.floor(at / 20))}${'一二三四五'.charAt(at % 5)}`,
  role: at === 0 ? 'manager' : 'staff',
  team: at < 25 ? 'north' : 'south',
}));

export const people: readonly BenchPerson[] = [...owners, { id: 'all', name: '管理员', role: 'admin', team: '' }];
export const ownerNames: readonly string[] = owners.map((person) => person.name);

/** The shipped table, with managers that see their team. */
export const benchDefinition = (): Definition => {
  const path = new URL('../../schemas/templates/customer.json', import.meta.url);
  const shipped: Definition = JSON.parse(readFileSync(path, 'utf8'));
  const { owner = 'owner' } = shipped.access;
  const checked = checkDefinition({ ...shipped, access: { owner, manager: 'team' } });
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
  return checked.value;
};

/** People and the empty table, straight into the database before the server reads them. */
export const seedFirm = async (world: World): Promise<void> => {
  const now = new Date(world.now()).toISOString();
  await world.db.write([
    ...['north', 'south'].map((id) => ({
      text: 'insert into b_teams (id, name, created_at) values (:id, :id, :now)',
      params: { id, now },
    })),
    ...people.map((person) => addPerson(world, { ...person, email: `${person.id}@bench.example`, state: 'active', password: '' })),
  ]);
  await world.directory.reload();
  const admin = world.directory.person('all');
  if (!admin) throw new Error('nobody to make the table');
  const made = await createTable(
    world,
    { ...admin, door: 'cli' },
    { definition: benchDefinition(), note: '', state: 'live', importId: '' },
  );
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
};

export const tokenFor = async (world: World, person: Measurer): Promise<string> => {
  const made = await makeToken(world, person, { title: 'bench', days: 1 });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value.token;
};
