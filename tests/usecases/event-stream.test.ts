import { describe, expect, it } from 'vitest';
import { openMemoryWorld } from '#support/memory-world.ts';
import { addTable, callerFor, template } from '#support/firm.ts';
import { createRecord } from '#usecases/record/create-record.ts';
import { eventStream, hear, type HeardEvent } from '#usecases/record/event-stream.ts';
import { openFeed, tableEvent, type FeedEvent } from '#usecases/record/feed.ts';
import { eraseTable } from '#usecases/table/create-table.ts';
import { openTable } from '#usecases/table/open-table.ts';
import type { World } from '#usecases/ports/world.ts';

const make = async (world: World, person: string, owner = person): Promise<void> => {
  const access = openTable(world, callerFor(world, person), 'customer');
  if (!access) throw new Error('no table');
  const made = await createRecord(world, access, { raw: { name: '客户', phone: '13800000001', owner } });
  if (!made.ok) throw new Error(JSON.stringify(made));
};

const openFirm = async (): Promise<World> => {
  const world = await openMemoryWorld();
  await addTable(world, template('customer'));
  return world;
};

const streamOf = (world: World, person: string, after: number | undefined, signal = new AbortController().signal) =>
  eventStream(world, { after, identify: async () => callerFor(world, person), signal, heartbeat: 60_000, lookEvery: 20 });

const take = async (stream: AsyncGenerator<{ events: readonly HeardEvent[] }>, count: number): Promise<readonly HeardEvent[]> => {
  const heard: HeardEvent[] = [];
  while (heard.length < count) {
    const { value, done } = await stream.next();
    if (done === true) break;
    heard.push(...value.events);
  }
  return heard;
};

describe('a listener', () => {
  it('hears everything once and in order, whatever is written while it catches up', async () => {
    const world = await openFirm();
    for (let n = 0; n < 450; n++) await make(world, 'staff1');
    const stream = streamOf(world, 'manager', 0);
    const writing = (async () => {
      for (let n = 0; n < 300; n++) await make(world, n % 2 === 0 ? 'staff1' : 'staff2');
    })();
    const heard = await take(stream, 750);
    await writing;
    const seqs = heard.map(({ seq }) => seq);
    expect(seqs).toEqual(Array.from({ length: 750 }, (_, n) => (seqs[0] ?? 0) + n));
    await stream.return();
  });

  it('who reads late misses nothing, however much was written', async () => {
    const world = await openFirm();
    const stream = streamOf(world, 'staff1', undefined);
    await stream.next();
    for (let n = 0; n < 2_500; n++) await make(world, n % 2 === 0 ? 'staff1' : 'staff2');
    expect(await take(stream, 1_250)).toHaveLength(1_250);
    await stream.return();
  });

  it('is let go when nobody is behind it, and when it leaves', async () => {
    const world = await openFirm();
    let known = true;
    const signal = new AbortController().signal;
    const identify = async () => (known ? callerFor(world, 'staff1') : undefined);
    const stream = eventStream(world, { after: undefined, identify, signal, heartbeat: 60_000, lookEvery: 5 });
    await stream.next();
    const waiting = stream.next();
    known = false;
    expect((await waiting).done).toBe(true);
    const leaving = new AbortController();
    const left = streamOf(world, 'staff1', undefined, leaving.signal);
    await left.next();
    const last = left.next();
    leaving.abort();
    expect((await last).done).toBe(true);
  });

  it('gets a sign of life', async () => {
    const world = await openFirm();
    const identify = async () => callerFor(world, 'staff1');
    const stream = eventStream(world, { after: undefined, identify, signal: new AbortController().signal, heartbeat: 0, lookEvery: 5 });
    for (let n = 0; n < 3; n++) expect((await stream.next()).value).toMatchObject({ events: [] });
    await stream.return();
  });
});

describe('numbers of events', () => {
  it('are never given twice, even when the history of a table is erased', async () => {
    const world = await openFirm();
    for (let n = 0; n < 5; n++) await make(world, 'staff1');
    const before = await world.feed.last();
    await eraseTable(world, 'customer');
    await world.db.write([tableEvent(world, 'other', { kind: 'test', by: '' })]);
    expect(await world.feed.last()).toBeGreaterThan(before + 1);
  });
});

describe('who hears what', () => {
  const event = (facts: Partial<FeedEvent>): FeedEvent => ({
    seq: 1,
    table: 'customer',
    id: 'r1',
    version: 2,
    kind: 'update',
    ownerBefore: '',
    ownerAfter: '',
    importId: '',
    ...facts,
  });
  it.each([
    ['staff1', { ownerBefore: 'staff1', ownerAfter: 'staff1' }, 'update'],
    ['staff1', { ownerBefore: 'staff1', ownerAfter: 'staff2' }, 'gone'],
    ['staff1', { ownerBefore: 'staff2', ownerAfter: 'staff1' }, 'update'],
    ['staff1', { ownerBefore: 'staff2', ownerAfter: 'staff2' }, undefined],
    ['staff1', { kind: 'create', ownerAfter: 'staff2' }, undefined],
    ['staff1', { kind: 'create', ownerBefore: 'staff1', ownerAfter: 'staff2' }, undefined],
    ['staff1', { kind: 'delete', ownerBefore: 'staff1', ownerAfter: 'staff1' }, 'delete'],
    ['staff1', { ownerBefore: '', ownerAfter: '' }, undefined],
    ['manager', { ownerBefore: 'staff1', ownerAfter: 'staff2' }, 'update'],
    ['manager', { ownerBefore: '', ownerAfter: '' }, 'update'],
    ['staff1', { table: 'nothing', ownerAfter: 'staff1' }, undefined],
    ['staff1', { id: '', kind: 'publish' }, 'publish'],
  ] as const)('%s of %j: %s', async (person, facts, kind) => {
    const world = await openFirm();
    const heard = hear(world, callerFor(world, person), event(facts));
    expect(heard?.kind).toBe(kind);
    if (kind === 'gone') expect(heard).toEqual({ seq: 1, table: 'customer', id: 'r1', kind: 'gone' });
  });
});

describe('the feed', () => {
  it('goes on after the database was away', async () => {
    const world = await openFirm();
    let away = true;
    const feed = openFeed({ ...world.db, read: async (sql) => (away ? Promise.reject(new Error('away')) : world.db.read(sql)) }, 5);
    const heard = new Promise<readonly FeedEvent[]>((resolve) => {
      feed.subscribe((events) => {
        if (events.length > 0) resolve(events);
      });
    });
    away = false;
    const until = async (): Promise<void> => {
      await make(world, 'staff1');
      feed.poke();
    };
    const writer = setInterval(() => void until(), 5);
    expect((await heard)[0]).toMatchObject({ table: 'customer', kind: 'create' });
    clearInterval(writer);
    feed.stop();
  });
});
