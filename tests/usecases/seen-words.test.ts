import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { foldForSearch, searchText } from '#core/compile/search-text.ts';
import type { Values } from '#core/definition/definition.ts';
import { holdsWord } from '#core/query/seen-words.ts';
import { planCreate } from '#core/record/plan-create.ts';
import type { RunningWorld } from '#server/wire.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { valueOf } from '#support/import-desk.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { groupRecords, totalRecords } from '#usecases/record/group-records.ts';
import { listRecords } from '#usecases/record/list-records.ts';
import { writeUnit } from '#usecases/record/write-unit.ts';
import { openTable, type TableAccess } from '#usecases/table/open-table.ts';

const text = (title: string, type = 'text') => ({ title, type: 'string', 'x-type': type });
const table = sound({
  biaoli: 1,
  key: 'lead',
  title: '线索',
  record: {
    type: 'object',
    properties: {
      name: text('名称'),
      phone: text('电话', 'phone'),
      note: text('说明', 'long-text'),
      place: text('地点'),
      secret: { ...text('底价', 'long-text'), 'x-access': { read: ['manager', 'admin'] } },
    },
  },
  layout: [],
  views: [],
  reminders: [],
  access: { roles: { staff: { read: 'all', create: true } } },
});

let open: RunningWorld | undefined;
afterEach(() => {
  open?.stop();
  open = undefined;
});
const firm = async (now?: () => number): Promise<RunningWorld> => {
  open = await openMemoryWorld(now);
  await addTable(open, table);
  return open;
};
const as = (world: RunningWorld, person: string): TableAccess => {
  const access = openTable(world, callerFor(world, person), 'lead');
  if (!access) throw new Error('no table');
  return access;
};
/** Rows in the order of their ids. */
const fill = async (world: RunningWorld, rows: readonly Values[]): Promise<readonly string[]> => {
  const { whole, asker, lookup, now } = as(world, 'admin');
  const made = rows.map((values) => ({ id: world.newId(), historyId: world.newId(), values }));
  for (let at = 0; at < made.length; at += 1000) {
    const unit = planCreate({
      table: whole,
      rows: made.slice(at, at + 1000),
      note: { at: now, by: 'admin', door: 'page', importId: '' },
      today: asker.today,
      pinyin: world.pinyin,
      lookup,
      answer: false,
    });
    expect((await writeUnit(world, unit)).ok).toBe(true);
  }
  return made.map(({ id }) => id);
};
/** All pages of a search. */
const found = async (world: RunningWorld, who: TableAccess, q: string, limit = 7): Promise<readonly string[]> => {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = valueOf(await listRecords(world, who, { q, limit, after, sort: ['name'] }));
    ids.push(...page.records.map(({ id }) => id));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return ids.sort();
};

const signs = fc.constantFrom(...'云峪谷茶业底价aBé1２3Ａ－-("，。 \u3000\n"㈱ﬁ方⽅'.split(''), '方', '１', 'yg');
const words = fc.array(signs, { maxLength: 8 }).map((parts) => parts.join('').normalize('NFC').trim());
const row = fc.record({
  name: words,
  phone: fc.constantFrom('', '138-0013 8000', '(0571)8899', '12345'),
  note: words,
  place: words,
  secret: words,
});

describe('a search by someone from whom a field is kept', () => {
  it('finds just the rows whose words it may see, however they are written', async () => {
    const world = await firm();
    const rows = fc.sample(row, { numRuns: 300, seed: 11 });
    const ids = await fill(
      world,
      rows.map((values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))),
    );
    const [staff, manager] = [as(world, 'staff1'), as(world, 'manager')];
    const asked = [...fc.sample(words, { numRuns: 60, seed: 5 }), '底', '峪谷', 'ygc', '138', '8899', '1', 'b1', '方', 'fi', '底价'];
    let hits = 0;
    for (const q of asked.filter((one) => foldForSearch(one) !== '')) {
      const fragment = foldForSearch(q);
      const holds = ({ table: seen }: TableAccess) =>
        ids.filter((_, at) => searchText(seen, rows[at] ?? {}, world.pinyin).includes(fragment)).sort();
      const expected = holds(staff);
      hits += expected.length;
      expect([q, await found(world, staff, q)]).toEqual([q, expected]);
      expect([q, await found(world, manager, q)]).toEqual([q, holds(manager)]);
      expect([q, valueOf(await totalRecords(world, staff, { q, sums: [] })).count]).toEqual([q, expected.length]);
      const groups = valueOf(await groupRecords(world, staff, { q, by: ['phone'] }));
      expect([q, groups.reduce((sum, { value }) => sum + value, 0)]).toEqual([q, expected.length]);
    }
    expect(hits).toBeGreaterThan(500);
  });

  it('says the same of one row as its search words', async () => {
    const world = await firm();
    const { table: seen } = as(world, 'staff1');
    fc.assert(
      fc.property(row, words, (values, q) => {
        const fragment = foldForSearch(q);
        fc.pre(fragment !== '');
        const judged = holdsWord(seen, values, { fragment, pinyin: world.pinyin });
        expect(judged).toBe(searchText(seen, values, world.pinyin).includes(fragment));
      }),
      { numRuns: 500 },
    );
  });

  it('looks past any number of rows that hold the words only where they are kept', async () => {
    const world = await firm();
    const hidden = Array.from({ length: 6200 }, (_, at) => ({ name: `公司${at}`, secret: '底价九折' }));
    const ids = await fill(world, [...hidden, { name: '底价茶业' }]);
    const staff = as(world, 'staff1');
    for (const sort of [[], ['name'], ['-name']]) {
      const page = valueOf(await listRecords(world, staff, { q: '底价', sort, count: true }));
      expect(page).toMatchObject({ records: [{ id: ids.at(-1) }], next: null, count: 1 });
    }
    expect(valueOf(await listRecords(world, staff, { q: '公司', limit: 1, count: true })).count).toBe(6200);
  });

  it('says when its time was up, and goes on from there', async () => {
    let clock = Date.parse('2026-05-01T00:00:00Z');
    const world = await firm(() => (clock += 900));
    // Sounds are only known here, so every text has to be looked at.
    const ids = await fill(world, [{ name: '云峪谷茶业' }, ...Array.from({ length: 9000 }, (_, at) => ({ name: `公司${at}` }))]);
    const staff = as(world, 'staff1');
    const first = valueOf(await listRecords(world, staff, { q: 'ygcy' }));
    expect(first).toMatchObject({ records: [], unfinished: true });
    expect(first.next).not.toBeNull();
    expect(await found(world, staff, 'ygcy')).toEqual(ids.slice(0, 1));
    expect(valueOf(await totalRecords(world, staff, { q: 'ygcy', sums: [] }))).toMatchObject({ count: 1 });
    // SQL alone can tell that nobody holds these; still no one read goes through all rows.
    for (const request of [{}, { sort: ['name'] }, { count: true, limit: 1 }])
      expect(valueOf(await listRecords(world, staff, { q: '量子', ...request }))).toMatchObject({ records: [], unfinished: true });
    expect(await found(world, staff, '量子')).toEqual([]);
    expect(valueOf(await listRecords(world, staff, { q: '"' }))).toEqual({ records: [], next: null });
    expect(valueOf(await listRecords(world, as(world, 'manager'), { q: 'ygcy' }))).not.toHaveProperty('unfinished');
  });
});
