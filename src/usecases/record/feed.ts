import type { Database, Statement } from '#usecases/ports/database.ts';

/** One line of the history as an event. `seq` is the rowid of the history: the id of the event stream. `id` is '' for what befell a whole table. */
export interface FeedEvent {
  readonly seq: number;
  readonly table: string;
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly ownerBefore: string;
  readonly ownerAfter: string;
  readonly importId: string;
}

/** The tail of the history table: nothing is broadcast by writes, so a slow reader can never hold one up. */
export interface Feed {
  /** Call after a write of our own: readers hear of it at once instead of at the next poll. */
  poke(): void;
  /** The listener is told that there is news; with an empty list that it should look for itself. */
  subscribe(listener: (events: readonly FeedEvent[]) => void): () => void;
  /** Events after `seq`, oldest first: the latest from memory, older ones from the history. */
  since(seq: number, limit: number): Promise<readonly FeedEvent[]>;
  last(): Promise<number>;
  stop(): void;
}

const eventSql = `select json_object('seq', rowid, 'table', tbl, 'id', record, 'version', version, 'kind', kind, 'ownerBefore', owner_before, 'ownerAfter', owner_after, 'importId', import_id) as j from b_history`;

/** What befell a whole table, as an event of its own. Also goes into every unit that deletes history, so that no number is given twice. */
export const tableEvent = (world: { now(): number; newId(): string }, table: string, what: { kind: string; by: string }): Statement => ({
  text: `insert into b_history (id, tbl, record, version, revision, kind, at, by_id, door, import_id, changes, owner_before, owner_after) values (:id, :table, '', 0, 0, :kind, :at, :by, '', '', '{}', '', '')`,
  params: { id: world.newId(), table, kind: what.kind, by: what.by, at: new Date(world.now()).toISOString() },
});

/** How many of the latest events all readers share in memory. */
const kept = 2_000;
const batch = 500;

interface Tail {
  /** Everything after `from` up to `seen` is in `recent`; -1 before the first look. */
  from: number;
  seen: number;
  recent: readonly FeedEvent[];
}

/** `every`: milliseconds between polls for commits of others (command line, dashboard) while anybody listens. */
export const openFeed = (db: Database, every: number): Feed => {
  const listeners = new Set<(events: readonly FeedEvent[]) => void>();
  const tell = (events: readonly FeedEvent[]): void => {
    for (const listener of listeners) listener(events);
  };
  const read = (seq: number, limit: number) =>
    db.read<FeedEvent>({ text: `${eventSql} where rowid > :seq order by rowid limit :limit`, params: { seq, limit } });
  const last = async (): Promise<number> =>
    (await db.read<number[]>({ text: `select json_array(coalesce(max(rowid), 0)) as j from b_history`, params: {} }))[0]?.[0] ?? 0;
  let tail: Tail = { from: -1, seen: -1, recent: [] };
  const begin = async (): Promise<void> => {
    const at = await last();
    tail = { from: at, seen: at, recent: [] };
    tell([]);
  };
  const readOn = async (): Promise<boolean> => {
    if (tail.seen < 0) await begin();
    const before = tail;
    const events = await read(before.seen, batch);
    if (events.length === 0 || tail !== before) return false; // everybody left meanwhile: the next listener begins anew
    tail = grow(before, events);
    tell(events);
    return events.length === batch;
  };
  const poller = pollWhileWanted({ every, readOn, wanted: () => listeners.size > 0 });
  return {
    poke: poller.poke,
    since: async (seq, limit) =>
      tail.seen >= 0 && seq >= tail.from ? tail.recent.filter((event) => event.seq > seq).slice(0, limit) : read(seq, limit),
    last,
    subscribe: (listener) => {
      if (listeners.size === 0) tail = { from: -1, seen: -1, recent: [] };
      listeners.add(listener);
      poller.start();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        tail = { from: -1, seen: -1, recent: [] };
        poller.stop();
      };
    },
    stop: () => {
      listeners.clear();
      poller.stop();
    },
  };
};

const grow = (tail: Tail, events: readonly FeedEvent[]): Tail => {
  const all = [...tail.recent, ...events];
  const dropped = all.slice(0, Math.max(0, all.length - kept));
  return { from: dropped.at(-1)?.seq ?? tail.from, seen: events.at(-1)?.seq ?? tail.seen, recent: all.slice(dropped.length) };
};

interface Polling {
  readonly every: number;
  /** Answers whether there is more at once. */
  readonly readOn: () => Promise<boolean>;
  readonly wanted: () => boolean;
}

/** One read at a time; a poke during a read means one more read. */
const pollWhileWanted = ({ every, readOn, wanted }: Polling) => {
  let timer: ReturnType<typeof setInterval> | undefined;
  let reading = false;
  let again = false;
  const poke = (): void => {
    again = true;
    if (reading || !wanted()) return;
    reading = true;
    again = false;
    readOn()
      .then(
        (more) => (again ||= more),
        () => undefined, // the database is away: the next poll reads on from where we are
      )
      .finally(() => {
        reading = false;
        if (again) poke();
      });
  };
  return {
    poke,
    start: (): void => {
      timer ??= setInterval(poke, every).unref();
      poke();
    },
    stop: (): void => {
      clearInterval(timer);
      timer = undefined;
    },
  };
};
