import { canManagePeople } from '#core/permission/rights.ts';
import { problem } from '#core/problem.ts';
import { done, forbidden, type Outcome } from '#usecases/outcome.ts';
import type { Statement } from '#usecases/ports/database.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import { endSessions } from '#usecases/person/session.ts';
import { readSetting, stampChange, writeSetting } from '#usecases/person/setting.ts';
import { eraseTable } from '#usecases/table/create-table.ts';
import type { DemoRecord } from '#usecases/demo/load-demo.ts';

/** Setting `demo` once the demonstration was cleared away: a later start does not bring it back. */
export const demoRemoved = 'removed';

/** Clears the demonstration away: its tables with rows and history, its teams, its people. Somebody whose name stands elsewhere is deactivated instead. */
export const removeDemo = async (world: World, caller: Caller): Promise<Outcome<true>> => {
  if (!canManagePeople(caller)) return forbidden(problem('no-right-people'));
  for (const entry of world.tables.all()) if (entry.demo) await eraseTable(world, entry.key);
  const record = readRecord(await readSetting(world, 'demo'));
  const statements: Statement[] = [];
  for (const id of record.people) {
    await endSessions(world, id, {});
    statements.push(...((await isNamedElsewhere(world, id)) ? deactivate(world, id) : erase(id)));
  }
  const params = { teams: JSON.stringify(record.teams) };
  const free = `id in (select value from json_each(:teams)) and not exists (select 1 from b_people p where p.team = b_teams.id)`;
  statements.push({ text: `delete from b_teams where ${free}`, params });
  await world.db.write([...statements, writeSetting('demo', demoRemoved), stampChange(world)]);
  await Promise.all([world.directory.reload(), world.tables.reload()]);
  return done(true);
};

const readRecord = (text: string): DemoRecord => {
  if (!text.startsWith('{')) return { people: [], teams: [] };
  const record: DemoRecord = JSON.parse(text);
  return record;
};

/** Whether any table left names the person: as maker, owner or in a member field, also in its history. */
const isNamedElsewhere = async (world: World, id: string): Promise<boolean> => {
  const sources = world.tables.all().flatMap(({ table }) => {
    const members = table.fields.filter((field) => field.type.name === 'member').map((field) => field.column);
    return ['owner', 'created_by', 'updated_by', ...members].map((column) => `select 1 from ${table.collection} where ${column} = :id`);
  });
  for (const source of [...sources, 'select 1 from b_history where by_id = :id']) {
    const found = await world.db.read({ text: `select 'true' as j from (${source} limit 1)`, params: { id } }, { job: true });
    if (found.length > 0) return true;
  }
  return false;
};

const deactivate = (world: World, id: string): readonly Statement[] => [
  {
    text: `update b_people set state = 'inactive', team = '', updated_at = :now where id = :id`,
    params: { id, now: new Date(world.now()).toISOString() },
  },
];

const erase = (id: string): readonly Statement[] =>
  [
    'delete from b_sessions where person = :id',
    'delete from b_tokens where person = :id',
    'delete from b_links where person = :id',
    'delete from b_views where person = :id',
    'delete from b_people where id = :id',
  ].map((text) => ({ text, params: { id } }));
