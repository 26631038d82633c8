import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMemoryDatabase } from '#server/sqlite/open-memory-database.ts';
import { openWorld, type RunningWorld } from '#server/wire.ts';
import { openJobDesk, type JobTools } from '#usecases/job/job-desk.ts';
import type { Database } from '#usecases/ports/database.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { jobWorks } from '#usecases/revision/job-works.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { addTable, addTestPeople, callerFor } from '#support/firm.ts';
import { mortal } from '#support/mortal-database.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { fillRows, hashRows, liveTable, publish, rowKey, toolsOf, valueOf } from '#support/revisions.ts';
import { contacts, firmTable, mobile, person, rowsNow, withFields } from '#support/split-table.ts';
import { zone } from '#support/test-people.ts';

let world: RunningWorld;
let tools: JobTools;
const manager = () => callerFor(world, 'manager', 'api');
const split = () => withFields(world, { person, mobile });
afterEach(() => world.stop());

/** The database of a world, with something that happens once, after a unit that holds these words. */
const happening = (database: Database) => {
  let next: { readonly words: string; readonly act: () => Promise<void> } | undefined;
  const write: Database['write'] = async (statements, options) => {
    const result = await database.write(statements, options);
    const due = next && statements.some(({ text: sql }) => sql.includes(next?.words ?? '')) ? next : undefined;
    if (due) next = undefined;
    await due?.act();
    return result;
  };
  const wrapped: Database = {
    read: (sql, options) => database.read(sql, options),
    write,
    ensureCollection: (collection) => database.ensureCollection(collection),
    dropCollection: (name) => database.dropCollection(name),
    close: () => database.close(),
  };
  return {
    database: wrapped,
    once: (words: string, act: () => Promise<void>): void => {
      next = { words, act };
    },
  };
};

describe('while first values are filled in', () => {
  const few = contacts.slice(0, 600);
  const save = async (at: number, version: number, raw: Readonly<Record<string, unknown>>): Promise<void> => {
    const access = openTable(world, manager(), 'firm');
    if (!access) throw new Error('no table');
    valueOf(await updateRecord(world, access, { id: rowKey(at), version, raw }));
  };
  let once: ReturnType<typeof happening>['once'];

  beforeEach(async () => {
    const happens = happening(openMemoryDatabase());
    once = happens.once;
    world = await openWorld(happens.database, zone);
    tools = toolsOf(world);
    await addTestPeople(world);
    await addTable(world, firmTable);
    await fillRows(world, liveTable(world, 'firm'), few);
  });

  it('a text that changes behind it changes them too, and a new row gets its own', async () => {
    once('update t_firm as t set', async () => {
      await save(0, 1, { contact: '李一 13911111111' });
      await save(0, 2, { contact: '李二 13922222222' });
      await save(1, 1, { contact: null });
      await save(590, 1, { contact: '李三 13933333333' });
      const access = openTable(world, manager(), 'firm');
      if (access) valueOf(await createRecord(world, access, { raw: { name: '新', contact: '赵六 13966666666' } }));
    });
    await publish(tools, manager(), split());
    const rows = await rowsNow(world);
    expect(rows).toHaveLength(601);
    expect([rows[0], rows[1], rows[2], rows[591]]).toEqual([
      ['赵六 13966666666', '赵六', '13966666666'],
      ['李二 13922222222', '李二', '13922222222'],
      ['', '', ''],
      ['李三 13933333333', '李三', '13933333333'],
    ]);
  });

  it('what is saved with the new form as soon as it is there stands', async () => {
    once('update b_tables set live', async () => {
      await world.tables.reload();
      await save(0, 1, { person: null, contact: '改过 13900000000' });
      await save(1, 1, { mobile: '13811111111' });
    });
    await publish(tools, manager(), split());
    const rows = await rowsNow(world);
    expect(rows.slice(0, 2)).toEqual([
      ['改过 13900000000', '', '13800000000'],
      ['张1　13800000001', '张1', '13811111111'],
    ]);
  });

  it('a process that dies after any unit leaves nothing half: the next one goes on, and both forms show what they shall', async () => {
    world = await openMemoryWorld();
    tools = toolsOf(world);
    await addTable(world, firmTable);
    const first = liveTable(world, 'firm');
    await fillRows(world, first, few.slice(0, 300));
    const before = await hashRows(world, first);
    await publish(tools, manager(), split());
    const after = await hashRows(world, liveTable(world, 'firm'));
    for (let units = 1; ; units += 1) {
      const database = openMemoryDatabase();
      const dying = mortal(database);
      world = await openWorld(dying, zone);
      await addTestPeople(world);
      await addTable(world, firmTable);
      await fillRows(world, first, few.slice(0, 300));
      const { line } = valueOf(await storeRevision(world, manager(), { key: 'firm', definition: split(), note: '拆分' }));
      dying.dieAfter(units);
      const silent = { world, jobs: openJobDesk(world, { works: jobWorks, onError: () => undefined }) };
      const done = await publishRevision(silent, manager(), { key: 'firm', number: line.number, note: '', mappings: {} }).then(
        (outcome) => outcome.ok && outcome.value.job?.state === 'done',
        () => false,
      );
      if (done) {
        expect(units).toBeGreaterThan(6);
        break;
      }
      world.stop();
      world = await openWorld(database, zone);
      tools = toolsOf(world);
      const [job] = await world.db.read<readonly [string]>({
        text: `select json_array(id) as j from b_jobs where kind = 'publish'`,
        params: {},
      });
      const ended = job ? await tools.jobs.begin(job[0]) : undefined;
      if (ended === undefined) continue;
      expect(ended.state).toBe('done');
      expect(await hashRows(world, first)).toBe(before);
      expect(await hashRows(world, liveTable(world, 'firm'))).toBe(after);
    }
  });
});
