import type { Database } from '#usecases/ports/database.ts';

/** One line of the history as an event. `seq` is the rowid of the history: the id of the event stream. */
export interface FeedEvent {
  readonly seq: number;
  readonly table: string;
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly ownerBefore: string;
  readonly ownerAfter: string;
}

/** The tail of the history table: nothing is broadcast by writes, so a slow reader can never hold one up. */
export interface Feed {
  /** Call after a write of our own: readers hear of it at once instead of at the next poll. */
  poke(): void;
  subscribe(listener: (events: readonly FeedEvent[]) => void): () => void;
  since(seq: number, limit: number): Promise<readonly FeedEvent[]>;
  last(): Promise<number>;
  stop(): void;
}

const eventSql = `select json_object('seq', rowid, 'table', tbl, 'id', record, 'version', version, 'kind', kind, 'ownerBefore', owner_before, 'ownerAfter', owner_after) as j from b_history`;

/** `every`: milliseconds between polls for commits of others (command line, dashboard) while anybody listens. */
export const openFeed = (db: Database, every: number): Feed => {
  const listeners = new Set<(events: readonly FeedEvent[]) => void>();
  let seen = -1;
  let again = false;
  let reading = false;
  let timer: ReturnType<typeof setInterval> | undefined;
  const since = (seq: number, limit: number) =>
    db.read<FeedEvent>({ text: `${eventSql} where rowid > :seq order by rowid limit :limit`, params: { seq, limit } });
  const last = async (): Promise<number> =>
    (await db.read<number>({ text: `select json_array(coalesce(max(rowid), 0)) as j from b_history`, params: {} })).flat()[0] ?? 0;
  const readOn = async (): Promise<void> => {
    if (seen < 0) seen = await last();
    const events = await since(seen, 500);
    seen = events.at(-1)?.seq ?? seen;
    if (events.length > 0) for (const listener of listeners) listener(events);
    again ||= events.length === 500;
  };
  const poke = (): void => {
    if (listeners.size === 0) return;
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    again = false;
    readOn()
      .catch(() => undefined) // the database is away: the next poll reads on from where we are
      .finally(() => {
        reading = false;
        if (again) poke();
      });
  };
  return {
    poke,
    since,
    last,
    subscribe: (listener) => {
      if (listeners.size === 0) seen = -1;
      listeners.add(listener);
      timer ??= setInterval(poke, every);
      poke();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    stop: () => {
      listeners.clear();
      clearInterval(timer);
    },
  };
};
