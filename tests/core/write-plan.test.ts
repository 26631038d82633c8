import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldForSearch, searchPhrase } from '#core/compile/search-text.ts';
import type { Values } from '#core/definition/definition.ts';
import { conditionToSql } from '#core/condition/condition-to-sql.ts';
import { newBindings } from '#core/query/bindings.ts';
import { groupSql, listSql, recordSql, scanSql, searchHitsSql, totalSql, type ListQuery } from '#core/query/list-query.ts';
import { readRow, type StoredRecord } from '#core/query/row-json.ts';
import type { RowSet } from '#core/query/row-query.ts';
import { planRemoval, planUpdate } from '#core/record/plan-change.ts';
import { planCreate } from '#core/record/plan-create.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import type { Database } from '#usecases/ports/database.ts';
import { everyField, testTable } from '#support/every-field.ts';
import { testLookup } from '#support/lookup.ts';
import { testPinyin } from '#support/pinyin.ts';
import { insertRows, makeTable, rowId, testNote } from '#support/rows-in-database.ts';

const { no, name, amount, phone, status, tags, member, count } = everyField;
const table = testTable({ no, name, amount, phone, status, tags, member, count }, { access: { owner: 'member' } });
const asker = { today: '2024-06-01', zone: 'Asia/Shanghai', me: 'p-zhang', team: [] };
const all: RowSet = { scope: { kind: 'all' }, asker };

let database: Database;
beforeEach(async () => {
  database = openMemoryDatabase();
  await makeTable(database, table);
});
afterEach(() => database.close());

const insert = (...rows: Values[]) => insertRows(database, table, rows);

const create = async (id: string, values: Values, today = '2024-06-01'): Promise<StoredRecord> => {
  const units = planCreate({
    table,
    rows: [{ id, historyId: `h-${id}`, values }],
    note: testNote,
    today,
    pinyin: testPinyin,
    lookup: testLookup,
    answer: true,
  });
  const result = await database.write(units);
  if (!result.ok) throw new Error(JSON.stringify(result.conflict));
  return rowOf(result.results.at(-1)?.rows?.[0]);
};

const rowOf = (row: unknown): StoredRecord => {
  if (!Array.isArray(row)) throw new Error('no row');
  return readRow(table, row);
};
const load = async (id: string): Promise<StoredRecord> => rowOf((await database.read<unknown>(recordSql(table, id)))[0]);

const change = async (id: string, values: Values) => {
  const before = await load(id);
  return database.write(
    planUpdate({
      table,
      before,
      values,
      historyId: `h-${id}-${before.version}`,
      note: { ...testNote, at: '2024-06-02T00:00:00.000Z', by: 'p-li' },
      pinyin: testPinyin,
      lookup: testLookup,
    }),
  );
};

const listed = async (query: Partial<ListQuery> & { rows?: RowSet }): Promise<readonly string[]> => {
  const found = await database.read<[unknown[]]>(listSql(table, { rows: all, sort: ['no'], limit: 100, ...query }));
  return found.map(([row]) => String(row[0]));
};
const search = (words: string, walk = false) => listed({ rows: { ...all, search: { fragment: foldForSearch(words), walk } } });
const numbers = async (): Promise<readonly unknown[]> =>
  database.read({ text: `select json_quote(f_no) as j from ${table.collection} order by f_no`, params: {} });

describe('numbers', () => {
  it('are dense within a day and begin anew the next', async () => {
    await insert({ name: '甲甲' }, { name: '乙乙' });
    await create('x1', { name: '丙丙' });
    await create('x2', { name: '丁丁' }, '2024-06-02');
    expect(await numbers()).toEqual(['C20240601001', 'C20240601002', 'C20240601003', 'C20240602001']);
  });

  it('keep what an import brings and never give it again', async () => {
    await insert(
      { no: 'C20240601007', name: '旧甲' },
      { name: '新甲' },
      { no: '老-1', name: '旧乙' },
      { no: 'C20240530009', name: '旧丙' },
    );
    await create('x1', { name: '新乙' });
    expect(await numbers()).toEqual(['C20240530009', 'C20240601007', 'C20240601008', 'C20240601009', '老-1']);
  });

  it('are not used up by a unit that fails, and a number brought twice is refused by name', async () => {
    await create('x1', { name: '甲甲' });
    const again = await database.write(
      planCreate({
        table,
        rows: [{ id: 'x1', historyId: 'h2', values: {} }],
        note: testNote,
        today: '2024-06-01',
        pinyin: testPinyin,
        lookup: testLookup,
        answer: false,
      }),
    );
    expect(again).toMatchObject({ ok: false, conflict: { kind: 'unique' } });
    const twice = await database.write(
      planCreate({
        table,
        rows: [{ id: 'x9', historyId: 'h9', values: { no: 'C20240601001' } }],
        note: testNote,
        today: '2024-06-01',
        pinyin: testPinyin,
        lookup: testLookup,
        answer: false,
      }),
    );
    expect(twice).toMatchObject({ ok: false, conflict: { kind: 'unique', column: 't_things.f_no' } });
    expect((await create('x2', { name: '乙乙' })).values['no']).toBe('C20240601002');
  });

  it('go on past their digits', async () => {
    await insert({ no: 'C20240601999' });
    expect((await create('x1', {})).values['no']).toBe('C202406011000');
    expect((await create('x2', {})).values['no']).toBe('C202406011001');
  });
});

describe('a created row', () => {
  it('is read back as it was written, with its facts and its line of history', async () => {
    const values = {
      name: '云峪谷茶业',
      amount: 19.99,
      phone: '021-6888 1234',
      status: 'active',
      tags: ['a', 'b'],
      member: 'p-li',
      count: null,
    };
    const made = await create('x1', values);
    expect(made).toMatchObject({
      id: 'x1',
      version: 1,
      revision: 1,
      created: testNote.at,
      createdBy: 'p-zhang',
      deleted: '',
      owner: 'p-li',
    });
    expect(made.values).toEqual({ ...values, no: 'C20240601001' });
    expect(await load('x1')).toEqual(made);
    const history = await database.read({
      text: `select json_array(record, version, kind, by_id, owner_before, owner_after) as j from b_history`,
      params: {},
    });
    expect(history).toEqual([['x1', 1, 'create', 'p-zhang', '', 'p-li']]);
  });
});

describe('search', () => {
  beforeEach(async () => {
    await insert(
      { name: '云峪谷茶业有限公司', phone: '021-6888 1234' },
      { name: '上海 ABC 公司', phone: '13800001234' },
      { name: '海上', phone: '13900009999' },
    );
  });
  const [first, second, third] = [rowId(0), rowId(1), rowId(2)];

  it.each([
    ['峪谷', [first]],
    ['公司', [first, second]],
    ['海', [second, third]],
    ['上海', [second]],
    ['abc', [second]],
    ['ＡＢＣ', [second]],
    ['68881234', [first]],
    ['8881', [first]],
    ['yyg', [first]],
    ['yygcy', [first]],
    ['C20240601002', [second]],
    ['0601003', [third]],
    ['3', [first, second, third]],
    ['业', [first]],
    ['司0', []],
    ['没有', []],
    ['"', []],
    ['* OR 海', []],
  ])('%s', async (words, ids) => {
    expect(await search(words)).toEqual(ids);
  });

  it('walks to the same rows as the index, numbers included', async () => {
    for (const words of ['公司', '海', '8881', 'yyg', '茶业', '0601002'])
      expect([words, await search(words, true)]).toEqual([words, await search(words)]);
  });

  it('follows a change and forgets the old words', async () => {
    await change(rowId(0), { name: '安中' });
    expect([await search('峪谷'), await search('安中'), await search('az'), await search('0601001')]).toEqual([
      [],
      [first],
      [first],
      [first],
    ]);
    expect(await search('6888')).toEqual([first]);
  });

  it('counts hits up to the cap and takes no fragment of nothing', async () => {
    const hits = searchHitsSql(table, foldForSearch('公司'));
    expect(hits && (await database.read(hits))).toEqual([[2]]);
    expect(searchPhrase(foldForSearch(' " '))).toBeUndefined();
    expect(searchHitsSql(table, '')).toBeUndefined();
  });
});

describe('a change', () => {
  it('writes only what differs, lifts the version and says who, when, before and after', async () => {
    await create('x1', { name: '甲甲', amount: 5, member: 'p-zhang', tags: ['a'] });
    expect(await change('x1', { name: '甲甲', amount: 7.5, member: 'p-li' })).toMatchObject({ ok: true });
    expect(await load('x1')).toMatchObject({
      version: 2,
      updated: '2024-06-02T00:00:00.000Z',
      updatedBy: 'p-li',
      createdBy: 'p-zhang',
      owner: 'p-li',
      values: { amount: 7.5, tags: ['a'] },
    });
    const lines = await database.read({
      text: `select json_array(version, kind, json(changes), owner_before, owner_after) as j from b_history where version > 1`,
      params: {},
    });
    expect(lines).toEqual([[2, 'update', { amount: [5, 7.5], member: ['p-zhang', 'p-li'] }, 'p-zhang', 'p-li']]);
  });

  it('is undone as a whole when the row has moved on or is in the bin', async () => {
    const before = await create('x1', { name: '甲甲' });
    await change('x1', { name: '乙乙' });
    const late = planUpdate({
      table,
      before,
      values: { name: '丙丙' },
      historyId: 'late',
      note: testNote,
      pinyin: testPinyin,
      lookup: testLookup,
    });
    expect(await database.write(late)).toEqual({ ok: false, conflict: { kind: 'changes', index: 0 } });
    expect((await load('x1')).values['name']).toBe('乙乙');
    expect(await database.read({ text: `select json_quote(id) as j from b_history where id = 'late'`, params: {} })).toEqual([]);
    await database.write(planRemoval({ table, before: await load('x1'), kind: 'delete', historyId: 'bin', note: testNote }));
    const binned = { ...(await load('x1')), deleted: '' }; // seen as if it were not in the bin
    const inBin = { table, historyId: 'binned', note: testNote, pinyin: testPinyin, lookup: testLookup };
    expect(await database.write(planUpdate({ ...inBin, before: binned, values: { name: '丁丁' } }))).toMatchObject({
      ok: false,
      conflict: { kind: 'changes' },
    });
  });

  it('keeps the option index with the row', async () => {
    await create('x1', { tags: ['a', 'b'] });
    const options = () =>
      database.read({ text: `select json_quote(option) as j from ${table.optionTable} where row = 'x1' order by option`, params: {} });
    const having = async (id: string) => {
      const { bind, params } = newBindings();
      const test = conditionToSql({ field: 'tags', op: 'has-any', value: [id] }, { asker, source: table, bind });
      return database.read({ text: `select json_quote(t.id) as j from ${table.collection} t where ${test}`, params });
    };
    expect(await options()).toEqual(['a', 'b']);
    await change('x1', { tags: ['b', 'c'] });
    expect([await options(), await having('a'), await having('c')]).toEqual([['b', 'c'], [], ['x1']]);
    await change('x1', { tags: null });
    expect([await options(), (await load('x1')).values['tags']]).toEqual([[], null]);
  });

  it('leaves the words of several rows to one piece of the full-text index, when their units share a transaction', async () => {
    for (const id of ['x1', 'x2', 'x3']) await create(id, { name: `旧名${id}`, tags: ['a'] });
    const segments = async (): Promise<number> => {
      const text = `select json_array(count(distinct segid)) as j from ${table.searchTable}_idx`;
      return (await database.read<[number]>({ text, params: {} }))[0]?.[0] ?? 0;
    };
    const before = await segments();
    const rows = await Promise.all(['x1', 'x2', 'x3'].map(load));
    const units = rows.flatMap((row) =>
      planUpdate({
        table,
        before: row,
        values: { name: `新名${row.id}`, tags: ['b', 'c'] },
        historyId: `h2-${row.id}`,
        note: testNote,
        pinyin: testPinyin,
        lookup: testLookup,
      }),
    );
    expect(await database.write(units)).toMatchObject({ ok: true });
    expect(await segments()).toBe(before + 1);
    expect([await search('新名'), await search('旧名')]).toEqual([['x1', 'x2', 'x3'], []]);
  });

  it('unsets: text to empty, numbers to null, the sort key with them', async () => {
    await create('x1', { name: '甲甲', amount: 5, status: 'active' });
    await change('x1', { name: null, amount: null, status: null });
    expect((await load('x1')).values).toMatchObject({ name: null, amount: null, status: null });
    expect(
      await database.read({ text: `select json_array(f_name, k_name, f_amount, f_status) as j from ${table.collection}`, params: {} }),
    ).toEqual([['', '', null, '']]);
  });
});

describe('the bin', () => {
  it('takes a row out of every query and gives it back', async () => {
    await create('x1', { name: '甲甲', amount: 1 });
    await create('x2', { name: '乙乙', amount: 2 });
    await database.write(planRemoval({ table, before: await load('x1'), kind: 'delete', historyId: 'b1', note: testNote }));
    expect([await listed({}), await listed({ rows: { ...all, bin: true } }), await search('甲甲')]).toEqual([['x2'], ['x1'], []]);
    expect(await database.read(totalSql(table, all, ['amount']))).toEqual([[1, 200]]);
    await database.write(planRemoval({ table, before: await load('x1'), kind: 'restore', historyId: 'b2', note: testNote }));
    expect([await listed({}), await search('甲甲'), (await load('x1')).version]).toEqual([['x1', 'x2'], ['x1'], 3]);
  });
});

describe('scope and hidden imports', () => {
  beforeEach(async () => {
    await insert(
      { name: '甲甲', member: 'p-zhang', status: 'active' },
      { name: '甲乙', member: 'p-li', status: 'active' },
      { name: '甲丙', status: 'none' },
    );
  });
  const own: RowSet = { ...all, scope: { kind: 'owners', owners: ['p-li'] } };

  it('holds for list, search, counts, groups and scans', async () => {
    const mine = [rowId(1)];
    expect([await listed({ rows: own }), await listed({ rows: { ...own, search: { fragment: '甲', walk: false } } })]).toEqual([
      mine,
      mine,
    ]);
    expect(await database.read(totalSql(table, own, []))).toEqual([[1]]);
    expect(await database.read(groupSql(table, own, ['status']))).toEqual([[['active'], 1]]);
    expect(await database.read(scanSql(table, own, { afterId: '', limit: 10 }))).toHaveLength(1);
    expect(await listed({ rows: { ...all, scope: { kind: 'owners', owners: [] } } })).toEqual([]);
    expect(
      await listed({
        rows: {
          ...own,
          filter: {
            any: [
              { field: 'member', op: 'filled' },
              { field: 'member', op: 'empty' },
            ],
          },
        },
      }),
    ).toEqual(mine);
  });

  it('hides the rows of an import that has not ended', async () => {
    const note = { ...testNote, importId: 'i1' };
    await database.write(
      planCreate({
        table,
        rows: [{ id: 'imported', historyId: 'hi', values: { name: '甲丁' } }],
        note,
        today: '2024-06-01',
        pinyin: testPinyin,
        lookup: testLookup,
        answer: false,
      }),
    );
    expect(await listed({ rows: { ...all, hidden: ['i1', 'i2'] } })).toHaveLength(3);
    expect(await listed({})).toHaveLength(4);
  });
});
