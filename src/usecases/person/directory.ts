import type { Directory, Member, Team } from '#usecases/ports/directory.ts';
import type { Database } from '#usecases/ports/database.ts';

const peopleSql = `select json_object('id', id, 'email', email, 'name', name, 'nameSort', name_sort, 'role', role, 'team', team, 'state', state, 'language', language) as j from b_people order by name_sort, id limit 5000`;
const teamsSql = `select json_object('id', id, 'name', name) as j from b_teams order by name limit 1000`;

/** Reads the people once; the answers are those of the last `reload`. */
export const openDirectory = async (db: Database): Promise<Directory> => {
  let people: readonly Member[] = [];
  let teams: readonly Team[] = [];
  let byId = new Map<string, Member>();
  let byName = new Map<string, Member[]>();
  const reload = async (): Promise<void> => {
    [people, teams] = await Promise.all([db.read<Member>({ text: peopleSql, params: {} }), db.read<Team>({ text: teamsSql, params: {} })]);
    byId = new Map(people.map((person) => [person.id, person]));
    byName = Map.groupBy(people, (person) => person.name);
  };
  await reload();
  return {
    people: () => people,
    teams: () => teams,
    person: (id) => byId.get(id),
    named: (text) => {
      const name = byName.get(text);
      if (name) return name;
      const mail = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;
      return mail.includes('@') ? people.filter((person) => person.email === mail.toLowerCase()) : [];
    },
    teamOf: (team) => (team === '' ? [] : people.filter((person) => person.team === team).map((person) => person.id)),
    reload,
  };
};
