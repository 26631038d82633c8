import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPocketbaseDatabase } from '#server/pocketbase/open-pocketbase-database.ts';
import { startPocketbase } from '#server/pocketbase/supervise-pocketbase.ts';
import type { Database } from '#usecases/ports/database.ts';
import { makeTestFolder, testBinary } from '#support/open-test-pocketbase.ts';

/** The command line and the running server work on the same PocketBase, each with what it remembers of the collections. */
let server: Database;
let line: Database;
let stop: () => Promise<void>;

const table = (name: string, columns: readonly string[]) => ({
  name,
  columns: columns.map((column) => ({ name: column, kind: 'text' as const })),
});
const read = (columns: string) => server.read({ text: `select json_array(${columns}) as j from shared`, params: {} });

beforeAll(async () => {
  const data = makeTestFolder();
  const { database, address, email, password, stop: end } = await startPocketbase({ data, binary: testBinary(), log: () => undefined });
  server = database;
  await server.ensureCollection(table('shared', ['a']));
  line = await openPocketbaseDatabase({ address, email, password });
  stop = async () => {
    await line.close();
    await end();
    rmSync(data, { recursive: true, force: true });
  };
});
afterAll(() => stop());

it('a column that one added stays with its values when the other adds another', async () => {
  await line.ensureCollection(table('shared', ['a', 'b']));
  await server.write([{ text: `insert into shared (id, a, b) values ('s1', 'one', 'two')`, params: {} }]);
  await server.ensureCollection(table('shared', ['a', 'c']));
  expect(await read('a, b, c')).toEqual([['one', 'two', '']]);
});

it('a collection that one made is no news to the other: it grows, and goes', async () => {
  await line.ensureCollection(table('made', ['a']));
  await server.ensureCollection(table('made', ['a', 'b']));
  await server.write([{ text: `insert into made (id, a, b) values ('m1', 'one', 'two')`, params: {}, changes: 1 }]);
  await line.ensureCollection(table('gone', ['a']));
  await server.dropCollection('gone');
  await expect(server.read({ text: 'select json_array(a) as j from gone', params: {} })).rejects.toThrow('gone');
  await line.ensureCollection(table('gone', ['a', 'z']));
  expect(await server.read({ text: 'select json_array(z) as j from gone', params: {} })).toEqual([]);
});
