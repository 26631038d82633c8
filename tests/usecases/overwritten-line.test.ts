import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunningWorld } from '#server/wire.ts';
import type { JobTools } from '#usecases/job/job-desk.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { findRecord } from '#usecases/record/find-record.ts';
import { recordHistory } from '#usecases/record/record-history.ts';
import { updateRecord } from '#usecases/record/update-record.ts';
import { openTable } from '#usecases/table/open-table.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { liveTable, publish, toolsOf, valueOf, withField } from '#support/revisions.ts';

const properties = { size: { title: '规模', type: 'string', 'x-type': 'text' } };
const definition = sound({ biaoli: 1, key: 'firm', title: '客户', record: { type: 'object', properties } });

let world: RunningWorld;
let tools: JobTools;
const manager = () => callerFor(world, 'manager');
const access = () => {
  const opened = openTable(world, manager(), 'firm');
  if (!opened) throw new Error('no table');
  return opened;
};

/** The changes of a row whose text became a number, newest first. */
const changesOf = async (text: string, size: number): Promise<readonly unknown[]> => {
  const { id } = valueOf(await createRecord(world, access(), { raw: { size: text } }));
  const next = withField(world, 'firm', ['size', { title: '规模', type: 'number', 'x-type': 'number' }]);
  await publish(tools, manager(), next);
  expect(liveTable(world, 'firm').revision).toBe(2);
  await updateRecord(world, access(), { id, version: 'any', raw: { size } });
  const record = await findRecord(world, access(), id);
  if (!record) throw new Error('no row');
  expect(record).toMatchObject({ values: { size }, kept: { 'size/1': String(size) } });
  return (await recordHistory(world, access(), record)).map(({ changes }) => changes);
};

beforeEach(async () => {
  world = await openMemoryWorld();
  tools = toolsOf(world);
  await addTable(world, definition);
});
afterEach(() => world.stop());

it('words that could not be read as a number stand in the history once a number is written over them', async () => {
  expect(await changesOf('五十来个', 50)).toEqual([{ size: [null, 50], 'size/1': ['五十来个', '50'] }, {}]);
});

it('so do words that said the same in another way', async () => {
  expect(await changesOf('1.2万', 50)).toEqual([{ size: [12_000, 50], 'size/1': ['1.2万', '50'] }, {}]);
});

it('what the shown value says exactly is not told twice', async () => {
  expect(await changesOf('40', 50)).toEqual([{ size: [40, 50] }, {}]);
});
