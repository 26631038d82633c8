import { afterEach, beforeEach, expect, it } from 'vitest';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { addTable, addTestPeople, callerFor, template } from '#support/firm.ts';
import { openTestDesk, type TestDesk } from '#support/import-desk.ts';
import type { Database } from '#usecases/ports/database.ts';

let world: RunningWorld;
let desk: TestDesk;
/** Chunks of rows that are being written. */
const writing = { now: 0, most: 0, all: 0 };

/** A database whose large units take a while, so that the chunk behind is read and planned meanwhile. */
const slowFor = (database: Database): Database => ({
  ...database,
  write: async (statements, options) => {
    if (!statements.some(({ text }) => text.startsWith('insert into t_customer ('))) return database.write(statements, options);
    writing.all += 1;
    writing.now += 1;
    writing.most = Math.max(writing.most, writing.now);
    const turns = writing.all === 1 ? 3_000 : 1;
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    writing.now -= 1;
    return database.write(statements, options);
  },
});

beforeEach(async () => {
  world = await openWorld(slowFor(openMemoryDatabase()), 'Asia/Shanghai');
  await addTestPeople(world);
  await world.directory.reload();
  await addTable(world, template('customer'));
  desk = openTestDesk(world);
});
afterEach(() => {
  desk.remove();
  world.stop();
});

it('new numbers follow the file, however long a chunk takes to be written', async () => {
  const rows = 6_500;
  const lines = Array.from({ length: rows }, (_, at) => `公司${String(at).padStart(5, '0')},1380000${1000 + (at % 9000)},林晓`);
  const started = await desk.begin(callerFor(world, 'admin', 'page'), 'customer', {
    bytes: ['客户名称,联系方式,跟进人', ...lines].join('\n'),
  });
  expect(await started.finished).toMatchObject({ state: 'done', created: rows });
  expect(writing).toMatchObject({ now: 0, most: 1, all: 4 });
  const [astray] = await world.db.read<number>({
    text: `select count(*) as j from (select f_name, lag(f_name) over (order by length(f_customer_no), f_customer_no) as before from t_customer) where f_name <= before`,
    params: {},
  });
  expect(astray).toBe(0);
});
