import type { Definition } from '#core/definition/definition.ts';
import { canManagePeople } from '#core/permission/rights.ts';
import { localDay } from '#core/field/calendar.ts';
import { problem } from '#core/problem.ts';
import { planCreate } from '#core/record/plan-create.ts';
import { done, forbidden, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { addPerson } from '#usecases/person/add-person.ts';
import { addTeam } from '#usecases/person/change-person.ts';
import { stampChange, writeSetting } from '#usecases/person/setting.ts';
import { createTable } from '#usecases/table/create-table.ts';
import { lookupOf } from '#usecases/table/open-table.ts';
import { demoMark } from '#usecases/table/table-store.ts';
import type { DemoWords } from '#usecases/demo/demo-words.ts';
import { inventCustomers, type InventedCustomer } from '#usecases/demo/invent-customers.ts';

export interface DemoParts {
  readonly tables: readonly Definition[];
  readonly words: DemoWords;
  readonly note: string;
  readonly password: string;
}

/** What was made, for the console and the page that shows the password once. */
export interface LoadedDemo {
  readonly people: readonly string[];
  readonly tables: number;
  readonly rows: number;
}

/** Ids to find again at the end (setting `demo`). */
export interface DemoRecord {
  readonly people: readonly string[];
  readonly teams: readonly string[];
}

const customers = 500;
const perUnit = 100;

/** Loads the shipped tables, invented customers and three people into empty data; refused where there is a table already. */
export const loadDemo = async (world: World, caller: Caller, parts: DemoParts): Promise<Outcome<LoadedDemo>> => {
  if (!canManagePeople(caller)) return forbidden(problem('no-right-people'));
  const taken = parts.words.people.some(({ email }) => world.directory.people().some((person) => person.email === email));
  if (world.tables.all().length > 0 || taken) return refusedFor(problem('demo-not-empty'));
  const owners = await addPeople(world, caller, parts);
  for (const definition of parts.tables) {
    const made = await createTable(world, caller, { definition, note: parts.note, state: 'live', importId: demoMark });
    if (!made.ok) return made;
  }
  const today = localDay(world.now(), world.zone);
  const rows = inventCustomers({ count: customers, today, owners, words: parts.words });
  for (let from = 0; from < rows.length; from += perUnit) await writeCustomers(world, rows.slice(from, from + perUnit));
  world.feed.poke();
  return done({ people: parts.words.people.map(({ email }) => email), tables: parts.tables.length, rows: rows.length });
};

const addPeople = async (world: World, caller: Caller, { words, password }: DemoParts): Promise<readonly [string, string, string]> => {
  const hash = await world.secrets.hashPassword(password);
  const teams = new Map<string, string>([['', '']]);
  const known = new Set(world.directory.teams().map((team) => team.id));
  for (const { team } of words.people) {
    if (teams.has(team)) continue;
    const made = await addTeam(world, caller, team);
    if (!made.ok) throw new Error('a team of the demonstration was refused');
    teams.set(team, made.value);
  }
  const people = words.people.map((person) => ({ ...person, id: world.newId(), team: teams.get(person.team) ?? '' }));
  const record: DemoRecord = { people: people.map(({ id }) => id), teams: [...teams.values()].filter((id) => id !== '' && !known.has(id)) };
  await world.db.write([
    ...people.map((person) => addPerson(world, { ...person, state: 'active', password: hash })),
    writeSetting('demo', JSON.stringify(record)),
    stampChange(world),
  ]);
  await world.directory.reload();
  const [manager = '', first = '', second = ''] = record.people;
  return [manager, first, second];
};

/** Each row is made by its owner at noon of its day, so that ages, numbers and history look lived in. */
const writeCustomers = async (world: World, rows: readonly InventedCustomer[]): Promise<void> => {
  const table = world.tables.any('customer')?.table;
  if (!table) throw new Error('the demonstration has no table customer');
  const lookup = lookupOf(world, 'zh-CN');
  const groups = Map.groupBy(rows, ({ day, values }) => `${day} ${String(values['owner'])}`);
  const statements = [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return planCreate({
      table,
      rows: group.map(({ values }) => ({ id: world.newId(), historyId: world.newId(), values })),
      note: { at: `${first.day}T04:00:00.000Z`, by: String(first.values['owner']), door: 'page', importId: '' },
      today: first.day,
      pinyin: world.pinyin,
      lookup,
      answer: false,
    });
  });
  const result = await world.db.write(statements, { job: true });
  if (!result.ok) throw new Error(`the demonstration was refused: ${JSON.stringify(result.conflict)}`);
};
