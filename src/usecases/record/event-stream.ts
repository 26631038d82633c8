import { reaches } from '#core/permission/rights.ts';
import type { Caller, World } from '#usecases/ports/world.ts';
import type { FeedEvent } from '#usecases/record/feed.ts';
import { openTable } from '#usecases/table/open-table.ts';

/** What one person hears of a change, never its values. `id` is missing where a whole table changed, `version` where the row left one's sight. */
export interface HeardEvent {
  readonly seq: number;
  readonly table: string;
  readonly id?: string;
  readonly version?: number;
  /** create, update, delete, restore; gone: it left one's sight; anything else befell the table. */
  readonly kind: string;
}

/** Judged on the owner before and after with the rights of this moment; undefined for what is none of the caller's business. */
export const hear = (world: World, caller: Caller, event: FeedEvent): HeardEvent | undefined => {
  const access = openTable(world, caller, event.table);
  if (!access || access.hidden.includes(event.importId)) return undefined;
  const { seq, table, id, version, kind } = event;
  if (id === '') return { seq, table, kind };
  const scope = access.scope('read');
  const saw = kind !== 'create' && reaches(scope, event.ownerBefore);
  const sees = reaches(scope, event.ownerAfter);
  if (sees) return { seq, table, id, version, kind };
  return saw ? { seq, table, id, kind: 'gone' } : undefined;
};

export interface Listening {
  /** Sequence after which to begin (Last-Event-ID); undefined: from now on. */
  readonly after: number | undefined;
  /** Who listens, asked anew before anything is said; nobody ends the stream. */
  readonly identify: () => Promise<Caller | undefined>;
  readonly signal: AbortSignal;
  /** Milliseconds after which a silent stream shows that it lives, and after which the listener is asked for anew. */
  readonly heartbeat: number;
  readonly lookEvery: number;
}

/** `position` is where to resume; without events it is a sign of life. */
export interface EventBatch {
  readonly position: number;
  readonly events: readonly HeardEvent[];
}

const batchSize = 200;

/**
 * The events of one listener, read when the listener asks for more: however slow one is, nothing waits in memory for them.
 * Ends with the signal, and when `identify` finds nobody.
 */
export async function* eventStream(world: World, listening: Listening): AsyncGenerator<EventBatch, void> {
  const bell = openBell(world, listening.signal);
  try {
    let position = listening.after ?? (await world.feed.last());
    let said = world.now();
    yield { position, events: [] };
    for (;;) {
      bell.mute();
      const caller = listening.signal.aborted ? undefined : await listening.identify();
      if (!caller) return;
      const read = await world.feed.since(position, batchSize);
      position = read.at(-1)?.seq ?? position;
      const events = read.flatMap((event) => hear(world, caller, event) ?? []);
      if (events.length > 0 || world.now() - said >= listening.heartbeat) {
        said = world.now();
        yield { position, events };
      }
      if (read.length === 0) await bell.rung(listening.lookEvery);
    }
  } finally {
    bell.remove();
  }
}

/** Rings when the feed has news or the listener leaves; a ring since `mute` is not missed. */
const openBell = (world: World, signal: AbortSignal) => {
  let rang = false;
  let wake: () => void = () => undefined;
  const ring = (): void => {
    rang = true;
    wake();
  };
  const unsubscribe = world.feed.subscribe(ring);
  signal.addEventListener('abort', ring);
  return {
    mute: (): void => {
      rang = false;
    },
    rung: (patience: number): Promise<void> =>
      new Promise((resolve) => {
        if (rang || signal.aborted) return resolve();
        const timer = setTimeout(resolve, patience);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    remove: (): void => {
      unsubscribe();
      signal.removeEventListener('abort', ring);
    },
  };
};
