import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldSchema } from '#core/definition/definition.ts';
import type { RunningWorld } from '#server/wire.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { approveRevision, returnRevision } from '#usecases/revision/approval.ts';
import { publishRevision } from '#usecases/revision/publish-revision.ts';
import { planRollback, rollbackRevision } from '#usecases/revision/rollback-revision.ts';
import { findRevision } from '#usecases/revision/revision.ts';
import { seenLines } from '#usecases/revision/seen-revision.ts';
import { storeRevision } from '#usecases/revision/store-revision.ts';
import { beginTrial, withdrawRevision } from '#usecases/revision/trial.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { codesOf, ended, liveTable, publish, toolsOf, valueOf, withField } from '#support/revisions.ts';

const text = (title: string): FieldSchema => ({ title, type: 'string', 'x-type': 'text' });
const hour = 3_600_000;

let world: RunningWorld;
let tools: JobTools;
let moment = 0;
const by = (person: string) => callerFor(world, person, 'api');
const live = () => liveTable(world, 'firm').revision;
const back = async (person: string, number: number) => {
  const outcome = await rollbackRevision(tools, by(person), { key: 'firm', number, note: `回到 ${number}` });
  if (outcome.ok && outcome.value.job) await ended(tools, outcome.value);
  return outcome;
};
const goes = async (person: string, number: number) => valueOf(await back(person, number)).line.state;
const agree = async (person: string, number: number) => {
  const outcome = await approveRevision(tools, by(person), { key: 'firm', number, words: '好' });
  if (outcome.ok) await ended(tools, outcome.value);
  return codesOf(outcome);
};
const stateOf = async (number: number) => (await findRevision(world, 'firm', number))?.line.state;
/** Asked by the manager, agreed to by the administrator. */
const publishByTwo = async (field: string): Promise<void> => {
  const definition = withField(world, 'firm', [field, text(field)]);
  const { line } = valueOf(await storeRevision(world, by('manager'), { key: 'firm', definition, note: field }));
  const { number } = line;
  expect(valueOf(await publishRevision(tools, by('manager'), { key: 'firm', number, note: '', mappings: {} })).line.state).toBe('waiting');
  expect(await agree('admin', number)).toEqual([]);
};

/** 1 wants nobody; 2, 3 and 4 want two people, each a day and an hour after the one before. */
beforeEach(async () => {
  moment = Date.parse('2026-05-01T00:00:00Z');
  world = await openMemoryWorld(() => moment);
  tools = toolsOf(world);
  await addTable(world, sound({ biaoli: 1, key: 'firm', title: '客户', record: { type: 'object', properties: { name: text('名称') } } }));
  moment += 25 * hour;
  await publish(tools, by('manager'), sound({ ...liveTable(world, 'firm').definition, access: { approval: true } }));
  moment += 25 * hour;
  await publishByTwo('tel');
  moment += 25 * hour;
  await publishByTwo('fax');
});
afterEach(() => world.stop());

describe('where a table wants a second person', () => {
  it('the latest publish is taken back by one person within a day, and forward again by one', async () => {
    moment += 23 * hour;
    expect(valueOf(await planRollback(world, by('manager'), { key: 'firm', number: 3 }))).toMatchObject({ approval: false });
    expect([await goes('manager', 3), live()]).toEqual(['published', 3]);
    moment += 90 * hour;
    expect(valueOf(await planRollback(world, by('manager'), { key: 'firm', number: 4 }))).toMatchObject({ approval: false });
    expect([await goes('manager', 4), live()]).toEqual(['published', 4]);
  });

  it('but no further, no later, and not one step after the other', async () => {
    expect([await goes('manager', 2), await goes('manager', 1), live()]).toEqual(['waiting', 'waiting', 4]);
    expect([await goes('manager', 3), live()]).toEqual(['published', 3]);
    expect([await goes('manager', 2), await goes('manager', 1), live()]).toEqual(['waiting', 'waiting', 3]);
    expect([await goes('manager', 4), live()]).toEqual(['published', 4]);
    moment += 25 * hour;
    expect(valueOf(await planRollback(world, by('manager'), { key: 'firm', number: 3 }))).toMatchObject({ approval: true });
    expect([await goes('manager', 3), live()]).toEqual(['waiting', 4]);
  });

  it('a way back waits for somebody else, whoever wrote that revision', async () => {
    expect(await goes('admin', 2)).toBe('waiting');
    expect((await findRevision(world, 'firm', 2))?.line).toMatchObject({
      approval: { state: 'asked', by: 'admin', words: '回到 2' },
      note: 'test',
    });
    expect(await agree('admin', 2)).toEqual(['forbidden']);
    expect(live()).toBe(4);
    expect(await agree('manager', 2)).toEqual([]);
    expect([live(), await stateOf(2)]).toEqual([2, 'published']);
    expect((await findRevision(world, 'firm', 2))?.line.note).toBe('test');
    expect([await goes('manager', 4), await goes('manager', 1), live()]).toEqual(['waiting', 'waiting', 2]);
  });

  it('a way back that is refused or withdrawn leaves the revision published', async () => {
    expect(await goes('manager', 2)).toBe('waiting');
    expect(valueOf(await returnRevision(world, by('admin'), { key: 'firm', number: 2, words: '没必要' }))).toMatchObject({
      state: 'published',
      approval: { state: 'returned', words: '没必要' },
    });
    expect(await goes('manager', 2)).toBe('waiting');
    expect(valueOf(await withdrawRevision(world, by('manager'), { key: 'firm', number: 2 })).state).toBe('published');
    expect([codesOf(await withdrawRevision(world, by('manager'), { key: 'firm', number: 2 })), await stateOf(2), live()]).toEqual([
      ['withdraw-living'],
      'published',
      4,
    ]);
  });

  it('what waits to be live again is neither published anew nor tried, and staff hear nothing of it', async () => {
    await goes('manager', 2);
    const place = { key: 'firm', number: 2 };
    expect(codesOf(await publishRevision(tools, by('manager'), { ...place, note: 'x', mappings: {} }))).toEqual(['publish-earlier']);
    const circle = { people: ['staff1'], teams: [], until: '2026-05-10' };
    expect(codesOf(await beginTrial(tools, by('manager'), { ...place, circle }))).toEqual(['publish-earlier']);
    const access = openTable(world, by('staff1'), 'firm');
    const line = (await findRevision(world, 'firm', 2))?.line;
    expect(access && line && (await seenLines(world, access, [line]))).toMatchObject([{ state: 'published', approval: null }]);
  });
});

it('a table that wants nobody goes anywhere at once', async () => {
  await goes('manager', 1);
  await agree('admin', 1);
  expect(live()).toBe(1);
  expect([await goes('manager', 4), live()]).toEqual(['published', 4]);
});

it('who agrees to a publish that comes to nothing may agree again, and who asked may not', async () => {
  const access = openTable(world, by('manager'), 'firm');
  if (!access) throw new Error('no table');
  const rows = ['甲', '甲'].map((name) => createRecord(world, access, { raw: { name } }));
  const [first] = (await Promise.all(rows)).map(valueOf);
  const { definition } = liveTable(world, 'firm');
  const properties = { ...definition.record.properties, name: { ...text('名称'), 'x-unique': true } };
  const unique = sound({ ...definition, record: { ...definition.record, properties } });
  const { line } = valueOf(await storeRevision(world, by('manager'), { key: 'firm', definition: unique, note: '不重复' }));
  const { number } = line;
  valueOf(await publishRevision(tools, by('manager'), { key: 'firm', number, note: '', mappings: {} }));
  expect(await agree('admin', number)).toEqual(['unique-doubles']);
  valueOf(await updateRecord(world, access, { id: first?.id ?? '', version: 'any', raw: { name: '乙' } }));
  expect(await agree('manager', number)).toEqual(['forbidden']);
  expect(await agree('admin', number)).toEqual([]);
  expect((await findRevision(world, 'firm', number))?.line).toMatchObject({
    live: true,
    approval: { state: 'approved', by: 'admin', words: '好' },
  });
});
