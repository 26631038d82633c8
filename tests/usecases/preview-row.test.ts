import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FieldSchema } from '#core/definition/definition.ts';
import type { RunningWorld } from '#server/wire.ts';
import { openTable, type TableAccess } from '#usecases/table/open-table.ts';
import { previewRow } from '#usecases/revision/preview-row.ts';
import { addTable, callerFor, sound } from '#support/firm.ts';
import { openMemoryWorld } from '#support/memory-world.ts';
import { fillRows, hashRows, liveTable, rowKey, valueOf } from '#support/revisions.ts';
import { text } from '#support/split-table.ts';

const number: FieldSchema = { title: '产能', type: 'number', 'x-type': 'number' };
const machine = (properties: Readonly<Record<string, FieldSchema>>) =>
  sound({
    biaoli: 1,
    key: 'machine',
    title: '设备',
    record: { type: 'object', properties },
    access: { roles: { staff: { read: 'own', create: true, update: 'own' }, manager: { read: 'all', update: 'all' } } },
  });

let world: RunningWorld;
const access = (person: string): TableAccess => {
  const opened = openTable(world, callerFor(world, person), 'machine');
  if (!opened) throw new Error('no table');
  return opened;
};
const preview = (person: string, at: number, properties: Readonly<Record<string, FieldSchema>>, more: object = {}) =>
  previewRow(world, access(person), {
    id: rowKey(at),
    key: 'machine',
    definition: machine(properties),
    number: undefined,
    mappings: {},
    ...more,
  });

beforeEach(async () => {
  world = await openMemoryWorld();
  await addTable(world, machine({ name: text('名称'), size: text('产能'), secret: text('底价', { 'x-access': { read: ['admin'] } }) }));
  await fillRows(world, liveTable(world, 'machine'), [
    { name: '一号', size: '1,200', secret: '900' },
    { name: '二号', size: '约五六十', secret: '900' },
    { name: '三号', size: '见铭牌', secret: '900' },
  ]);
});
afterEach(() => world.stop());

describe('one row before and after', () => {
  const next = { name: text('名称'), size: number, secret: text('底价', { 'x-access': { read: ['admin'] } }) };

  it('is what a publish would make of it, with what it loses; nothing is written', async () => {
    const before = await hashRows(world, liveTable(world, 'machine'));
    const clean = valueOf(await preview('admin', 0, next));
    expect(clean).toMatchObject({ before: { size: '1,200', secret: '900' }, after: { size: 1200, secret: '900' }, kinds: {} });
    expect(valueOf(await preview('admin', 2, next))).toMatchObject({ after: { name: '三号', size: null }, kinds: { size: 'failing' } });
    const mapped = await preview('admin', 2, next, { mappings: { size: { 见铭牌: '66' } } });
    expect(valueOf(mapped)).toMatchObject({ after: { size: 66 }, kinds: {} });
    expect(await hashRows(world, liveTable(world, 'machine'))).toBe(before);
  });

  it('keeps from a manager what only administrators see, also where the new document would show it or a new field takes it', async () => {
    const opened = { ...next, secret: text('底价'), copy: text('抄的', { 'x-fill': { from: 'secret', by: '-', part: 1 } }) };
    const told = JSON.stringify(valueOf(await preview('manager', 0, opened)));
    expect(told).toContain('一号');
    expect(told).not.toContain('900');
    expect(JSON.stringify(valueOf(await preview('admin', 0, opened)))).toContain('900');
  });

  it('is refused to those who may not change the table, for a row that is not there, and for a document that is none', async () => {
    expect(await preview('manager', 99, next)).toMatchObject({ ok: false, refusal: { kind: 'not-found' } });
    expect(await preview('staff1', 0, next)).toMatchObject({ ok: false, refusal: { kind: 'forbidden' } });
    expect((await preview('manager', 0, next, { definition: { key: 'machine' } })).ok).toBe(false);
  });
});
