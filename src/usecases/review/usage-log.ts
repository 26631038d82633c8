import { localDay } from '#core/field/calendar.ts';
import type { Database } from '#usecases/ports/database.ts';

/** What is counted: a refusal by its code, a filter or named export of a field, a filled form by its time. */
export type UsageKind = `error:${string}` | `fill:${number}` | 'filter' | 'export';

export interface UsageCount {
  readonly table: string;
  /** '' for what concerns the whole form. */
  readonly field: string;
  readonly kind: UsageKind;
  readonly times?: number;
  /** Added up beside the count: seconds. */
  readonly amount?: number;
}

/** Counts how a table is used, by field and day, for its next review. Nothing waits for it and nothing fails by it. */
export interface UsageLog {
  count(given: UsageCount): void;
  /** Writes what was counted; at the end of the process and before a report. */
  flush(): Promise<void>;
  stop(): void;
}

interface Line {
  readonly id: string;
  readonly table: string;
  readonly field: string;
  readonly kind: string;
  readonly day: string;
  times: number;
  amount: number;
}

export interface UsageScene {
  readonly db: Database;
  readonly zone: string;
  now(): number;
  newId(): string;
  /** Hears why counts could not be written; they are tried again. */
  report(error: unknown): void;
}

const flushEvery = 5_000;
/** Counts beyond it are left out: a statistic may lose, a server may not grow. */
const mostLines = 5_000;

export const openUsageLog = (scene: UsageScene): UsageLog => {
  let lines = new Map<string, Line>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const add = (line: Line): void => {
    const key = JSON.stringify([line.table, line.field, line.kind, line.day]);
    const known = lines.get(key);
    if (known) {
      known.times += line.times;
      known.amount += line.amount;
    } else if (lines.size < mostLines) lines.set(key, line);
  };
  const flush = async (): Promise<void> => {
    const taken = [...lines.values()];
    lines = new Map();
    if (taken.length === 0) return;
    try {
      await write(scene.db, taken);
    } catch (error) {
      scene.report(error);
      for (const line of taken) add(line);
      wait();
    }
  };
  const wait = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void flush();
    }, flushEvery);
    timer.unref();
  };
  return {
    count: ({ table, field, kind, times = 1, amount = 0 }) => {
      add({ id: scene.newId(), table, field, kind, day: localDay(scene.now(), scene.zone), times, amount });
      wait();
    },
    flush,
    stop: () => clearTimeout(timer),
  };
};

const write = (db: Database, lines: readonly Line[]) =>
  db.write([
    {
      text: `insert into b_usage (id, tbl, field, kind, day, n, sum) select ${[0, 1, 2, 3, 4, 5, 6].map((at) => `json_extract(e.value, '$[${at}]')`).join(', ')} from json_each(:lines) e where true on conflict (tbl, field, kind, day) where tbl <> '' do update set n = n + excluded.n, sum = sum + excluded.sum`,
      params: {
        lines: JSON.stringify(lines.map((line) => [line.id, line.table, line.field, line.kind, line.day, line.times, line.amount])),
      },
    },
  ]);
