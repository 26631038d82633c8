import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Params, Statement } from '#usecases/ports/database.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { openTestPocketbase } from '#support/open-test-pocketbase.ts';

interface Opened {
  readonly database: Database;
  readonly stop: () => Promise<void>;
}

const drivers: readonly [string, () => Promise<Opened>][] = [
  ['pocketbase', openTestPocketbase],
  [
    'memory',
    async () => {
      const database = openMemoryDatabase();
      return { database, stop: () => database.close() };
    },
  ],
];

const long = '汉'.repeat(10_000);
const megabyte = 'x'.repeat(1_000_000);
const unusual: readonly string[] = [
  `it's "quoted"`,
  '100%_done\\',
  '😀👩‍👩‍👧 e\u0301',
  ':name {:name} [brackets]',
  'line\nbreak\ttab',
  'nul\u0000inside',
  '{"a":[1,"2"]}',
  ' ',
  long,
  megabyte,
];
const numbers = [0, 1, -1, 0.1, 12.5, 1e15 + 0.25, 5e-324, 1.7976931348623157e308, Number.MAX_SAFE_INTEGER, -2147483649, 1e21];

describe.each(drivers)('the database port: %s', (_name, open) => {
  let database: Database;
  let stop: () => Promise<void>;

  const read = <Row>(text: string, params: Params = {}) => database.read<Row>({ text, params });
  const write = (...statements: Statement[]) => database.write(statements);
  const insert = (id: string, name: string, n: number | null = null): Statement => ({
    text: 'insert into things (id, name, n) values (:id, :name, :n)',
    params: { id, name, n },
    changes: 1,
  });

  beforeAll(async () => {
    ({ database, stop } = await open());
    const columns = ['name', 'note'].map((name) => ({ name, kind: 'text' as const }));
    await database.ensureCollection({ name: 'things', columns: [...columns, { name: 'n', kind: 'json' }] });
    await write({ text: `create unique index things_name on things (name) where name <> ''`, params: {} });
  });
  afterAll(() => stop());

  it('has the system collections and their unique indexes', async () => {
    const person = (id: string): Statement => ({ text: `insert into b_people (id, email) values (:id, 'a@b.c')`, params: { id } });
    expect(await write(person('p1'))).toMatchObject({ ok: true });
    expect(await write(person('p2'))).toEqual({ ok: false, conflict: { kind: 'unique', index: 0, column: 'b_people.email' } });
    const revision = (id: string): Statement => ({
      text: `insert into b_revisions (id, tbl, number) values (:id, 't', 1)`,
      params: { id },
    });
    expect(await write(revision('r1'), revision('r2'))).toEqual({
      ok: false,
      conflict: { kind: 'unique', index: 1, column: 'b_revisions.tbl, b_revisions.number' },
    });
    expect(await read(`select json_object('value', value) from b_settings`)).toEqual([]);
  });

  it('answers the rows of one JSON column in their order', async () => {
    await write(insert('order1', 'order b'), insert('order2', 'order a'), insert('order3', 'order c'));
    const text = `select json_object('id', id) from things where name like 'order %' order by name desc limit :limit`;
    expect(await read(text, { limit: 2 })).toEqual([{ id: 'order3' }, { id: 'order1' }]);
    expect(await read(`with recursive c(n) as (select 1 union all select n + 1 from c where n < 3) select n from c`)).toEqual([1, 2, 3]);
  });

  it('gives unusual text back as it came', async () => {
    for (const [index, text] of unusual.entries()) {
      const id = `unusual${index}`;
      expect(await write(insert(id, text))).toMatchObject({ ok: true });
      const rows = await read<string>(`select json_quote(name) from things where name = :name and id = :id`, { name: text, id });
      expect(rows[0] === text, `text ${index}`).toBe(true);
    }
  });

  it('turns a lone surrogate into U+FFFD', async () => {
    expect(await read(`select json_quote(:text)`, { text: 'a\ud800b' })).toEqual(['a\ufffdb']);
  });

  it('gives numbers back exactly, as parameters and as stored json', async () => {
    for (const [index, number] of numbers.entries()) {
      expect(await read(`select json_array(:n)`, { n: number })).toEqual([[number]]);
      await write(insert(`number${index}`, `number ${index}`, number));
      expect(await read(`select json_array(n, n = :n) from things where id = :id`, { n: number, id: `number${index}` })).toEqual([
        [number, 1],
      ]);
    }
    expect(await read(`select json_array(typeof(:whole), typeof(:part), :whole || '')`, { whole: 5, part: 0.5 })).toEqual([
      ['integer', 'real', '5'],
    ]);
    const sorted = await read<number>(`select n from things where id like 'number%' order by n, id`);
    expect(sorted).toEqual([...numbers].sort((a, b) => a - b));
  });

  it(`leaves an unset json null and an unset text ''`, async () => {
    await write({ text: `insert into things (id) values (:id)`, params: { id: 'unset' }, changes: 1 });
    expect(await read(`select json_array(name, note, n) from things where id = 'unset'`)).toEqual([['', '', null]]);
    expect(await read(`select json_array(:nothing is null)`, { nothing: null })).toEqual([[1]]);
  });

  it('finds parameters outside of quotes only', async () => {
    const text = `select json_array(':x', "name", strftime('%H:%M', '12:34'), :x) from things where id = 'unset'`;
    expect(await read(text, { x: 'bound', unused: 'is no fault' })).toEqual([[':x', '', '12:34', 'bound']]);
  });

  it('undoes the unit when a statement changes another number of rows', async () => {
    const update: Statement = { text: `update things set note = 'x' where id = :id`, params: { id: 'nobody' }, changes: 1 };
    expect(await write(insert('undone', 'undone'), update)).toEqual({ ok: false, conflict: { kind: 'changes', index: 1 } });
    expect(await read(`select id from things where id = 'undone'`)).toEqual([]);
  });

  it('undoes the unit on a unique conflict and names the column', async () => {
    await write(insert('unique1', 'the same'));
    expect(await write(insert('unique2', 'another'), insert('unique3', 'the same'))).toEqual({
      ok: false,
      conflict: { kind: 'unique', index: 1, column: 'things.name' },
    });
    expect(await write(insert('unique1', 'one more'))).toEqual({
      ok: false,
      conflict: { kind: 'unique', index: 0, column: 'things.id' },
    });
    expect(await read(`select json_quote(id) from things where id like 'unique%'`)).toEqual(['unique1']);
  });

  it('reads inside the unit what the unit has just written', async () => {
    const result = await write(insert('inside', 'inside', 7), {
      text: `select json_object('n', n) from things where id = :id`,
      params: { id: 'inside' },
      returns: true,
    });
    expect(result).toEqual({ ok: true, results: [{ changes: 1 }, { changes: 0, rows: [{ n: 7 }] }] });
    expect(await write()).toEqual({ ok: true, results: [] });
  });

  it('gives unusual text back from inside the unit', async () => {
    for (const [index, text] of unusual.entries()) {
      const id = `returned${index}`;
      const back: Statement = { text: `select json_quote(name) from things where id = :id`, params: { id }, returns: true };
      const result = await write(insert(id, `returned ${text}`), back);
      expect(result.ok && result.results[1]?.rows?.[0] === `returned ${text}`, `text ${index}`).toBe(true);
    }
    const none = { text: `select json_quote(name) from things where id = 'nobody'`, params: {}, returns: true };
    expect(await write(none)).toEqual({ ok: true, results: [{ changes: 0, rows: [] }] });
  });

  it('answers units of the same moment each for itself: a refused one undoes none of the others', async () => {
    await write(insert('moment', 'taken'));
    const nobody: Statement = { text: `update things set note = 'x' where id = 'nobody'`, params: {}, changes: 1 };
    const broken: Statement = { text: `update no_such_table set a = 1`, params: {} };
    const written = await Promise.all(
      Array.from({ length: 40 }, async (_, at) => {
        const mine = insert(`moment${at}`, `moment ${at}`, at);
        if (at % 8 === 3) return write(mine, insert(`other${at}`, 'taken'));
        if (at % 8 === 5) return write(mine, nobody);
        if (at % 8 === 7) return write(mine, broken).catch((error: unknown) => String(error).includes('no_such_table'));
        return write(mine, { text: `select n from things where id = :id`, params: { id: `moment${at}` }, returns: true });
      }),
    );
    for (const [at, result] of written.entries()) {
      if (at % 8 === 3) expect(result).toEqual({ ok: false, conflict: { kind: 'unique', index: 1, column: 'things.name' } });
      else if (at % 8 === 5) expect(result).toEqual({ ok: false, conflict: { kind: 'changes', index: 1 } });
      else if (at % 8 === 7) expect(result).toBe(true);
      else expect(result).toEqual({ ok: true, results: [{ changes: 1 }, { changes: 0, rows: [at] }] });
    }
    const stored = await read<number>(`select n from things where id like 'moment%' and n is not null order by n`);
    expect(stored).toEqual(Array.from({ length: 40 }, (_, at) => at).filter((at) => ![3, 5, 7].includes(at % 8)));
    expect(await read(`select id from things where id like 'other%'`)).toEqual([]);
  });

  it('refuses a unit with a mistake of its own beside others', async () => {
    const [mistaken, done] = await Promise.allSettled([
      write({ text: `update things set note = :missing`, params: {} }),
      write(insert('beside', 'beside a mistake')),
    ]);
    expect([mistaken.status, done.status]).toEqual(['rejected', 'fulfilled']);
    expect(await read(`select json_quote(name) from things where id = 'beside'`)).toEqual(['beside a mistake']);
  });

  it('runs the same text again after its table changed, went and came back', async () => {
    const shaped = (columns: string[]) => ({ name: 'shaped', columns: columns.map((name) => ({ name, kind: 'text' as const })) });
    const put = (id: string): Statement => ({ text: `insert into shaped (id, a) values (:id, :id)`, params: { id }, changes: 1 });
    const look: Statement = {
      text: `select json_object('a', s.a, 'all', (select count(*) from shaped)) from shaped s where id = 's1'`,
      params: {},
      returns: true,
    };
    const rows = (all: number) => ({ ok: true, results: [{ changes: 1 }, { changes: 0, rows: [{ a: 's1', all }] }] });
    await expect(write(put('s1'), look)).rejects.toThrow('shaped');
    await database.ensureCollection(shaped(['a']));
    expect(await write(put('s1'), look)).toEqual(rows(1));
    await database.ensureCollection(shaped(['a', 'b']));
    await write({ text: `create index shaped_a on shaped (a)`, params: {} });
    expect(await write(put('s2'), look)).toEqual(rows(2));
    await database.dropCollection('shaped');
    await expect(write(put('s1'), look)).rejects.toThrow('shaped');
    await database.ensureCollection(shaped(['b', 'a']));
    expect(await write(put('s1'), look)).toEqual(rows(1));
    const [made, filled] = [`create table made_here (id text)`, `insert into made_here (id) values (:id)`];
    expect(await write({ text: made, params: {} }, { text: filled, params: { id: 'm' }, changes: 1 })).toMatchObject({ ok: true });
    expect(await write({ text: filled, params: { id: 'm' }, changes: 1 })).toMatchObject({ ok: true });
  });

  it('takes any number of different texts', async () => {
    for (let round = 0; round < 3; round++) {
      const results = await Promise.all(
        Array.from({ length: 250 }, (_, at) => write({ text: `select ${at} + :n`, params: { n: round }, returns: true })),
      );
      expect(results.map((result) => result.ok && result.results[0]?.rows?.[0])).toEqual(
        Array.from({ length: 250 }, (_, at) => at + round),
      );
    }
  });

  it('refuses two statements in one, missing parameters and broken SQL, and undoes the unit', async () => {
    await expect(read(`select 1; select 2`)).rejects.toThrow('semicolon');
    await expect(write({ text: `select ';'`, params: {} })).rejects.toThrow('semicolon');
    await expect(read(`select json_quote(:missing)`)).rejects.toThrow(':missing');
    await expect(read(`select id from no_such_table`)).rejects.toThrow('no_such_table');
    await expect(read(`select id, name from things`)).rejects.toThrow();
    await expect(read(`delete from things returning json_quote(id)`)).rejects.toThrow();
    await expect(write(insert('broken', 'broken'), { text: `update no_such_table set a = 1`, params: {} })).rejects.toThrow(
      'no_such_table',
    );
    expect(await read(`select id from things where id = 'broken'`)).toEqual([]);
  });

  it('refuses to read more than 5,000 rows', async () => {
    const rows = `with recursive c(n) as (select 1 union all select n + 1 from c where n < :n) select n from c`;
    expect(await read(rows, { n: 5_000 })).toHaveLength(5_000);
    await expect(read(rows, { n: 5_001 })).rejects.toThrow('5000');
  });

  it('adds columns without losing what is there', async () => {
    const grown = (columns: string[]) => ({ name: 'grown', columns: columns.map((name) => ({ name, kind: 'text' as const })) });
    await database.ensureCollection(grown(['a']));
    await write({ text: `create unique index grown_a on grown (a)`, params: {} });
    await write({ text: `insert into grown (id, a) values ('g1', 'kept')`, params: {}, changes: 1 });
    await Promise.all([database.ensureCollection(grown(['a', 'b'])), database.ensureCollection(grown(['c']))]);
    await database.ensureCollection(grown(['a']));
    expect(await read(`select json_array(a, b, c) from grown`)).toEqual([['kept', '', '']]);
    const again = await write({ text: `insert into grown (id, a) values ('g2', 'kept')`, params: {} });
    expect(again).toMatchObject({ ok: false, conflict: { column: 'grown.a' } });
    await database.dropCollection('grown');
    await database.dropCollection('grown');
    await expect(read(`select json_array(a) from grown`)).rejects.toThrow('grown');
    await database.ensureCollection(grown(['d']));
    expect(await read(`select json_array(d) from grown`)).toEqual([]);
  });

  it('refuses names that are none', async () => {
    await expect(database.ensureCollection({ name: 'a b', columns: [] })).rejects.toThrow('a b');
    await expect(database.ensureCollection({ name: 'fine', columns: [{ name: `x" text, y`, kind: 'text' }] })).rejects.toThrow(
      'x" text, y',
    );
    await expect(database.dropCollection('things--')).rejects.toThrow('things--');
  });

  it('gives dense numbers to 8 writers at once', async () => {
    await write({ text: `insert into b_serials (id, n) values ('counter', 0)`, params: {}, changes: 1 });
    const taken: number[] = [];
    const writer = async (): Promise<void> => {
      for (let round = 0; round < 25; round++) {
        const result = await write(
          { text: `update b_serials set n = n + 1 where id = 'counter'`, params: {}, changes: 1 },
          { text: `select n from b_serials where id = 'counter'`, params: {}, returns: true },
        );
        if (result.ok) taken.push(Number(result.results[1]?.rows?.[0]));
      }
    };
    await Promise.all(Array.from({ length: 8 }, writer));
    expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  });

  it('searches pairs of characters with FTS5 that keeps no text', async () => {
    await write({ text: `create virtual table words using fts5 (pairs, content='', contentless_delete=1)`, params: {} });
    const put = (rowid: number, pairs: string): Statement => ({
      text: `insert into words (rowid, pairs) values (:rowid, :pairs)`,
      params: { rowid, pairs },
    });
    await write(put(1, '上海 海某 某某 某公 公司 司'), put(2, '北京 京公 公司 司'), put(3, '深圳 圳'));
    const find = `select rowid from words where words match :phrase order by rowid`;
    expect(await read(find, { phrase: '"某公 公司"' })).toEqual([1]);
    await write({ text: `delete from words where rowid = 1`, params: {} }, put(2, '天津 津公 公司 司'));
    await write({ text: `insert or replace into words (rowid, pairs) values (3, '公司 司')`, params: {} });
    expect(await read(find, { phrase: '"公司"' })).toEqual([2, 3]);
  });

  it('pages by a row value and by a leading bound beside an OR', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => insert(`page${String(index).padStart(2, '0')}`, `page ${index}`, index % 4));
    await write(...rows);
    const all = await read<string>(`select json_quote(id) from things where id like 'page%' order by n, id`);
    const pages: string[] = [];
    let after = { n: -1, id: '' };
    for (;;) {
      const page = await read<{ n: number; id: string }>(
        `select json_object('n', n, 'id', id) from things where id like 'page%' and (n, id) > (:n, :id) order by n, id limit 7`,
        after,
      );
      const bounded = await read<{ n: number; id: string }>(
        `select json_object('n', n, 'id', id) from things where id like 'page%' and n >= :n and (n > :n or (n = :n and id > :id)) order by n, id limit 7`,
        after,
      );
      expect(bounded).toEqual(page);
      const last = page.at(-1);
      if (!last) break;
      pages.push(...page.map((row) => row.id));
      after = last;
    }
    expect(pages).toEqual(all);
  });
});
