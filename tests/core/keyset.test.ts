import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sortKey } from '#core/compile/search-text.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { readCursor, writeCursor, type Cursor } from '#core/query/keyset.ts';
import { listSql } from '#core/query/list-query.ts';
import { sortTerms } from '#core/query/sort-term.ts';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import type { Database } from '#usecases/ports/database.ts';
import { everyField, testTable } from '#support/every-field.ts';
import { testPinyin } from '#support/pinyin.ts';
import { insertRows, makeTable, rowId } from '#support/rows-in-database.ts';

const { name, count, amount, day, status, member, paid, tags } = everyField;
const table = testTable({ name, count, amount, day, status, member, paid, tags });
const keys = ['name', 'count', 'amount', 'day', 'status', 'member', 'paid'] as const;
const people: Readonly<Record<string, string>> = { 'p-zhang': 'zhang wei', 'p-li': 'li na', 'p-li-2': 'li na' };

/** Few distinct values and many unset, so that ties reach down to the id. */
const rows: fc.Arbitrary<readonly Values[]> = fc.array(
  fc.record({
    name: fc.option(fc.constantFrom('云谷', '上海', 'abc', 'ABC', '😀😀', '张安'), { freq: 2 }),
    count: fc.option(fc.constantFrom(0, -1, 2.5, 10, 9), { freq: 2 }),
    amount: fc.option(fc.constantFrom(0, 0.01, 19.99), { freq: 2 }),
    day: fc.option(fc.constantFrom('2024-05-01', '2023-12-31'), { freq: 2 }),
    status: fc.option(fc.constantFrom('none', 'active', 'ended'), { freq: 2 }),
    member: fc.option(fc.constantFrom(...Object.keys(people)), { freq: 2 }),
    paid: fc.option(fc.boolean(), { freq: 1 }),
    tags: fc.constant(null),
  }),
  { minLength: 0, maxLength: 40 },
);

const sorts = fc
  .shuffledSubarray([...keys, '$created'], { minLength: 0, maxLength: 3 })
  .chain((chosen) => fc.tuple(...chosen.map((key) => fc.boolean().map((descending) => (descending ? `-${key}` : key)))));

/** What a value is ordered by, by the words of the architecture: pinyin, place of the option, name of the person. */
const rank = (key: string, value: Value): string | number | null => {
  if (value === null) return null;
  if (key === 'name') return sortKey(String(value), testPinyin);
  if (key === 'status') return optionsOf(status).findIndex((option) => option.const === value);
  if (key === 'member') return people[String(value)] ?? '';
  return typeof value === 'number' || typeof value === 'boolean' ? Number(value) : String(value);
};

const compareRanks = (one: string | number, other: string | number): number =>
  typeof one === 'number' && typeof other === 'number' ? one - other : Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));

const expected = (all: readonly Values[], sort: readonly string[]): readonly string[] => {
  const order = all.map((_, at) => at);
  const down = (word: string) => word.startsWith('-');
  order.sort((a, b) => {
    for (const word of sort) {
      const key = word.replace('-', '');
      if (key === '$created') continue;
      const [one, other] = [rank(key, all[a]?.[key] ?? null), rank(key, all[b]?.[key] ?? null)];
      if (one === null || other === null) {
        if (one !== other) return one === null ? 1 : -1;
        continue;
      }
      const by = compareRanks(one, other);
      if (by !== 0) return down(word) ? -by : by;
    }
    const last = sort.at(-1);
    return last === undefined || down(last) ? b - a : a - b;
  });
  return order.map(rowId);
};

const scene = { scope: { kind: 'all' as const }, asker: { today: '2024-06-01', zone: 'Asia/Shanghai', me: 'p-zhang', team: [] } };

/** All pages in turn, each cursor travelling as its text. */
const pages = async (database: Database, sort: readonly string[], limit: number): Promise<readonly string[]> => {
  const ids: string[] = [];
  let after: Cursor | undefined;
  for (;;) {
    const sql = listSql(table, { rows: scene, sort, limit, after });
    const page = await database.read<[readonly unknown[], (string | number | null)[]]>(sql);
    ids.push(...page.map(([row]) => String(row[0])));
    const last = page.at(-1);
    if (!last || page.length < limit) return ids;
    after = readCursor(writeCursor({ values: last[1], id: String(last[0][0]) }), sortTerms(table, sort).length);
    if (!after) throw new Error('a cursor cannot be read back');
  }
};

describe('keyset pages', () => {
  it('give each row exactly once, in order, in every direction and unset mix', async () => {
    const seen = new Map<string, number>();
    let unsetEnds = 0;
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.array(sorts, { minLength: 12, maxLength: 12 }),
        fc.integer({ min: 1, max: 9 }),
        async (all, orders, limit) => {
          const database = openMemoryDatabase();
          await makeTable(database, table);
          for (const [id, sound] of Object.entries(people))
            await database.write([{ text: 'insert into b_people (id, name_sort) values (:id, :sound)', params: { id, sound } }]);
          if (all.length > 0) await insertRows(database, table, all);
          for (const sort of orders) {
            for (const word of sort) seen.set(word, (seen.get(word) ?? 0) + 1);
            const first = sort[0]?.replace('-', '') ?? '';
            if (all.filter((row) => (row[first] ?? null) === null).length > limit) unsetEnds += 1;
            expect([sort, limit, await pages(database, sort, limit)]).toEqual([sort, limit, expected(all, sort)]);
          }
          await database.close();
        },
      ),
      { numRuns: 120, seed: 3, endOnFailure: true },
    );
    console.info('orders tried', Object.fromEntries(seen), `${unsetEnds} with a page border among unset rows`);
    for (const key of [...keys, '$created'])
      for (const word of [key, `-${key}`])
        expect([word, seen.get(word) ?? 0]).toEqual([word, expect.toSatisfy((times: number) => times >= 50)]);
    expect(unsetEnds).toBeGreaterThan(200);
  }, 60_000);

  it('read back only cursors of their own making', () => {
    expect(readCursor(writeCursor({ values: ['中;"', 1.5, null], id: 'x' }), 3)).toEqual({ values: ['中;"', 1.5, null], id: 'x' });
    for (const text of ['', '!', 'e30', writeCursor({ values: [], id: 'x' }), '%%', 'WzEsMl0']) expect(readCursor(text, 1)).toBeUndefined();
  });
});
