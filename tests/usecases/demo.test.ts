import { beforeAll, describe, expect, it } from 'vitest';
import { addDays, localDay } from '#core/field/calendar.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { judgeCreate } from '#core/record/judge.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { demoParts } from '#server/template/demo-parts.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { inventCustomers } from '#usecases/demo/invent-customers.ts';
import { loadDemo } from '#usecases/demo/load-demo.ts';
import { removeDemo } from '#usecases/demo/remove-demo.ts';
import { callerOf } from '#usecases/person/session.ts';
import { readSetting } from '#usecases/person/setting.ts';
import { setUp } from '#usecases/person/set-up.ts';
import { signIn } from '#usecases/person/sign-in.ts';
import type { Caller } from '#usecases/ports/world.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { listRecords } from '#usecases/record/list-records.ts';
import { createTable } from '#usecases/table/create-table.ts';
import { judgingOf, openTable } from '#usecases/table/open-table.ts';
import { shippedTables } from '#server/template/templates.ts';

const zone = 'Asia/Shanghai';
const parts = demoParts('示例', 'sample-password');

const openFirm = async (): Promise<{ world: RunningWorld; admin: Caller }> => {
  const world = await openWorld(await openMemoryDatabase(), zone);
  const made = await setUp(world, { email: 'a@example.com', name: '何敏', password: 'long-enough', firm: '禾川商贸' });
  const admin = made.ok ? callerOf(world, made.value.id, 'page') : undefined;
  if (!admin) throw new Error('no administrator');
  return { world, admin };
};

const personNamed = (world: RunningWorld, email: string): Caller => {
  const caller = callerOf(world, world.directory.people().find((person) => person.email === email)?.id ?? '', 'page');
  if (!caller) throw new Error(`nobody has ${email}`);
  return caller;
};

const everyRow = async (world: RunningWorld, caller: Caller) => {
  const access = openTable(world, caller, 'customer');
  if (!access) return [];
  const listed = await listRecords(world, access, { limit: 500 });
  if (!listed.ok) throw new Error(JSON.stringify(listed.refusal));
  return listed.value.records;
};

describe('the demonstration', () => {
  let world: RunningWorld;
  let admin: Caller;
  beforeAll(async () => {
    ({ world, admin } = await openFirm());
    const loaded = await loadDemo(world, admin, parts);
    expect(loaded).toMatchObject({ ok: true, value: { tables: 3, rows: 500 } });
  });

  it('shows every option of every choice, and rows overdue for more than 30 days', async () => {
    const rows = await everyRow(world, admin);
    expect(rows).toHaveLength(500);
    const fields = world.tables.live('customer')?.table.fields ?? [];
    for (const field of fields) {
      const used = new Set(rows.flatMap((row) => row.values[field.key] ?? []));
      for (const option of optionsOf(field.schema)) expect(used, `${field.key} ${option.const}`).toContain(option.const);
    }
    const limit = addDays(localDay(world.now(), zone), -30);
    const overdue = rows.filter((row) => String(row.values['last_follow_up'] ?? '9999') < limit).length;
    expect(overdue).toBeGreaterThan(50);
    expect(overdue).toBeLessThan(250);
  });

  it('gives two people of different teams 100 rows or more each, from other sources, and lets a manager see all', async () => {
    const [one, two] = [personNamed(world, 'staff1@demo.local'), personNamed(world, 'staff2@demo.local')];
    expect(one.team).not.toBe(two.team);
    const [first, second] = [await everyRow(world, one), await everyRow(world, two)];
    expect(Math.min(first.length, second.length)).toBeGreaterThanOrEqual(100);
    const share = (rows: typeof first, source: string) => rows.filter((row) => row.values['source'] === source).length / rows.length;
    expect(share(first, 'expo')).toBeGreaterThan(2 * share(second, 'expo'));
    expect(share(second, 'online')).toBeGreaterThan(2 * share(first, 'online'));
    expect(await everyRow(world, personNamed(world, 'manager@demo.local'))).toHaveLength(500);
  });

  it('lets its people sign in with the password', async () => {
    const entered = await signIn(world, { email: 'staff1@demo.local', password: 'sample-password', agent: '', address: '' });
    expect(entered.ok).toBe(true);
  });

  it('invents the same customers for the same day, each sound by the form, phones in no living range', () => {
    const access = openTable(world, admin, 'customer');
    if (!access) throw new Error('no table');
    const people = parts.words.people.map(({ email }) => personNamed(world, email).id);
    const owners: [string, string, string] = [people[0] ?? '', people[1] ?? '', people[2] ?? ''];
    const invent = () => inventCustomers({ count: 500, today: '2026-11-22', owners, words: parts.words });
    const rows = invent();
    expect(invent()).toEqual(rows);
    for (const { values } of rows) {
      expect(judgeCreate(values, judgingOf(access, false)).problems).toEqual([]);
      expect(values['phone']).toMatch(/^120\d{8}$/);
    }
    expect(new Set(rows.map(({ values }) => values['customer_no'])).size).toBe(500);
  });

  it('is refused where there is a table, and to anybody but the administrator', async () => {
    expect(await loadDemo(world, admin, parts)).toMatchObject({ ok: false, refusal: { problems: [{ code: 'demo-not-empty' }] } });
    const manager = personNamed(world, 'manager@demo.local');
    expect(await loadDemo(world, manager, parts)).toMatchObject({ ok: false, refusal: { kind: 'forbidden' } });
    expect(await removeDemo(world, manager)).toMatchObject({ ok: false, refusal: { kind: 'forbidden' } });
  });

  it('goes without a trace, but for people who worked elsewhere: those are deactivated', async () => {
    const staff = personNamed(world, 'staff1@demo.local');
    const [own] = shippedTables();
    if (!own) throw new Error('no template');
    await createTable(world, admin, { definition: { ...own, key: 'own' }, note: '', state: 'live', importId: '' });
    const access = openTable(world, staff, 'own');
    if (!access) throw new Error('no table');
    const made = await createRecord(world, access, { raw: { name: '云岫谷茶业', phone: '12000000000' } });
    expect(made.ok).toBe(true);
    expect(await removeDemo(world, admin)).toMatchObject({ ok: true });
    expect(world.tables.all().map((entry) => entry.key)).toEqual(['own']);
    expect(world.directory.people().map(({ name, state }) => `${name} ${state}`)).toEqual(['何敏 active', '林晓 inactive']);
    expect(world.directory.teams()).toEqual([]);
    expect(await readSetting(world, 'demo')).toBe('removed');
  });
});
