import { describe, expect, it } from 'vitest';
import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Condition } from '#core/condition/condition.ts';
import type { Definition } from '#core/definition/definition.ts';
import type { Scope } from '#core/permission/rights.ts';
import { listSql } from '#core/query/list-query.ts';
import type { RowSet } from '#core/query/row-query.ts';
import { walkSql } from '#core/query/walk-query.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import type { Database } from '#usecases/ports/database.ts';
import { everyField, testTable } from '#support/every-field.ts';
import { insertRows, makeTable } from '#support/rows-in-database.ts';

const { name, day, status, member, tags } = everyField;
const plain = testTable({ name, day, status, member, tags });
const definition: Definition = {
  ...plain.definition,
  access: { owner: 'member' },
  views: [{ key: 'all', title: '全部', columns: ['name'], sort: ['-day'], group: ['status'] }],
};
const table: CompiledTable = compileTable(definition, 1);
const options = (tags.items?.oneOf ?? []).map((option) => option.const);
const [common = '', rare = ''] = options;

/** 3,000 rows: nearly all active and of the first tag, ten of another; two thirds belong to two people. */
const rows = Array.from({ length: 3_000 }, (_, at) => ({
  name: `客户${at}`,
  day: at % 7 === 0 ? null : `2024-0${1 + (at % 9)}-11`,
  status: at % 300 === 0 ? 'ended' : 'active',
  member: ['p-zhang', 'p-li', 'p-other'][at % 3] ?? null,
  tags: at % 300 === 0 ? [rare] : [common],
}));

const asker = { today: '2024-06-01', zone: 'UTC', me: 'p-zhang', team: ['p-zhang', 'p-li'] };
const everybody: Scope = { kind: 'all' };
const team: Scope = { kind: 'owners', owners: ['p-zhang', 'p-li'] };
const nobodies: Scope = { kind: 'owners', owners: ['p-none', 'p-nobody'] };

const filled = async (): Promise<Database> => {
  const database = openMemoryDatabase();
  await makeTable(database, table);
  await insertRows(database, table, rows);
  return database;
};

const wayOf = async (database: Database, scope: Scope, filter?: Condition): Promise<unknown> => {
  const sql = walkSql(table, { scope, asker, filter });
  return sql && (await database.read(sql))[0];
};

const everyWay = [false, true].flatMap((owners) => [false, true].map((walked) => ({ owners, options: walked })));

describe('how a page finds its rows', () => {
  it('is looked up only where a filter stands on options, or beside a team', async () => {
    const database = await filled();
    expect(await wayOf(database, everybody)).toBeUndefined();
    expect(await wayOf(database, everybody, { field: 'name', op: 'filled' })).toBeUndefined();
    expect(await wayOf(database, { kind: 'owners', owners: ['p-li'] }, { field: 'name', op: 'filled' })).toBeUndefined();
    await database.close();
  });
  it('walks past common options and large teams, and gathers rare options and small teams', async () => {
    const database = await filled();
    expect(await wayOf(database, everybody, { field: 'status', op: 'is', value: 'active' })).toEqual([1, 0]);
    expect(await wayOf(database, everybody, { field: 'status', op: 'any-of', value: ['ended'] })).toEqual([0, 0]);
    expect(await wayOf(database, team, { field: 'tags', op: 'has-any', value: [common, rare] })).toEqual([1, 1]);
    expect(await wayOf(database, nobodies, { field: 'tags', op: 'has-all', value: [common, rare] })).toEqual([0, 0]);
    expect(await wayOf(database, team, { field: 'name', op: 'filled' })).toEqual([0, 1]);
    await database.close();
  });
  it('never changes which rows a page holds', async () => {
    const database = await filled();
    const filters: readonly Condition[] = [
      { field: 'status', op: 'is', value: 'ended' },
      { field: 'status', op: 'is-not', value: 'active' },
      {
        any: [
          { field: 'tags', op: 'has-any', value: [rare] },
          { field: 'status', op: 'any-of', value: ['ended', 'none'] },
        ],
      },
      { all: [{ not: { field: 'tags', op: 'has-all', value: [common] } }, { field: 'day', op: 'filled' }] },
    ];
    for (const scope of [everybody, team, nobodies]) {
      for (const filter of filters) {
        const page = (walk: RowSet['walk']) =>
          database.read(listSql(table, { rows: { scope, asker, filter, walk }, sort: ['-day'], limit: 100 }));
        const usual = await page(undefined);
        expect(usual.length > 0).toBe(scope !== nobodies);
        expect(await Promise.all(everyWay.map(page))).toEqual(everyWay.map(() => usual));
      }
    }
    await database.close();
  });
});
