import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { SheetRow } from '#core/transfer/cell.ts';
import { ok, problem, refused, type Result } from '#core/problem.ts';
import type { SheetProfile } from '#server/excel/profile-sheet.ts';
import type { WorkbookInfo } from '#server/excel/sheet-source.ts';
import type { WorkerAnswer, WorkerRequest } from '#server/excel/worker-messages.ts';

/** An open workbook. Every member may refuse: a worker out of memory ends as a problem, not as a crash of the server. */
export interface Workbook {
  readonly info: WorkbookInfo;
  /** Header, and per column what all its values are; reads the sheet once. */
  profile(sheet: number, values?: boolean): Promise<Result<SheetProfile>>;
  /** All rows that are not blank, title rows included, a few hundred at a time; the reader's pace holds the worker back. Throws WorkbookStopped. */
  rows(sheet: number): AsyncIterable<readonly SheetRow[]>;
  /** Ends the worker at once, whatever it does; also the way to cancel. */
  close(): Promise<void>;
}

/** Thrown by `rows` when the worker ended before the sheet did: cancelled, out of memory, or broken. */
export class WorkbookStopped extends Error {
  override readonly name = 'WorkbookStopped';
  readonly code: string;
  constructor(code: string, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** Together below 1 GiB. */
const memory = { maxOldGenerationSizeMb: 800, maxYoungGenerationSizeMb: 96 };
const source = join('src', 'lib', 'server', 'excel', 'workbook-worker.ts');

/** The worker stays a source file beside the bundled server: a bundler for servers does not follow `new Worker`. */
const workerFile = (): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, source);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) throw new Error(`${source} is missing beside the built server`);
  }
};

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Line {
  ask(request: DistributiveOmit<WorkerRequest, 'id'>): Promise<unknown>;
  end(): Promise<void>;
}
type DistributiveOmit<Union, Key extends string> = Union extends unknown ? Omit<Union, Key> : never;

const failureOf = (error: Error & { code?: string }): WorkbookStopped =>
  new WorkbookStopped(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'workbook-too-large' : 'workbook-broken', { cause: error });

const startWorker = (): Line => {
  const worker = new Worker(workerFile(), { resourceLimits: memory, execArgv: ['--disable-warning=ExperimentalWarning'] });
  const waiting = new Map<number, Waiting>();
  let stopped: WorkbookStopped | null = null;
  let last = 0;
  const stop = (reason: WorkbookStopped): void => {
    stopped ??= reason;
    for (const { reject } of waiting.values()) reject(stopped);
    waiting.clear();
  };
  worker.on('error', (error: Error) => {
    stop(failureOf(error));
  });
  worker.on('exit', () => {
    stop(new WorkbookStopped('import-cancelled'));
  });
  worker.on('message', ({ id, value, failed }: WorkerAnswer) => {
    const entry = waiting.get(id);
    waiting.delete(id);
    if (failed === undefined) entry?.resolve(value);
    else entry?.reject(new WorkbookStopped('workbook-broken', { cause: new Error(failed) }));
  });
  const ask: Line['ask'] = (request) =>
    new Promise((resolve, reject) => {
      if (stopped !== null) {
        reject(stopped);
        return;
      }
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ ...request, id: last });
    });
  return { ask, end: async () => void (await worker.terminate()) };
};

async function* rowsOf(line: Line, sheet: number, stream: number): AsyncGenerator<readonly SheetRow[]> {
  let ahead = line.ask({ kind: 'next', sheet, stream });
  for (;;) {
    const rows = (await ahead) as readonly SheetRow[] | null;
    if (rows === null) return;
    ahead = line.ask({ kind: 'next', sheet, stream });
    ahead.catch(() => undefined); // reported when it is awaited in the next round
    yield rows;
  }
}

type Report = (error: Error) => void;

const stoppedAs =
  (report: Report | undefined) =>
  (error: unknown): Result<never> => {
    if (!(error instanceof WorkbookStopped)) throw error;
    report?.(error);
    return refused(problem(error.code));
  };

/** Opens a file in a worker thread with bounded memory and tells its sheets; what it is, is found by its content. Close it when done; `report` hears what stopped
 * a worker, for the log. */
export const openWorkbook = async (path: string, report?: Report): Promise<Result<Workbook>> => {
  const line = startWorker();
  let streams = 0;
  try {
    const opened = (await line.ask({ kind: 'open', path })) as Result<WorkbookInfo>;
    if (!opened.ok) {
      await line.end();
      return opened;
    }
    return ok({
      info: opened.value,
      profile: (sheet, values = true) =>
        line.ask({ kind: 'profile', sheet, values }).then((value) => ok(value as SheetProfile), stoppedAs(report)),
      rows: (sheet) => rowsOf(line, sheet, (streams += 1)),
      close: line.end,
    });
  } catch (error) {
    await line.end();
    return stoppedAs(report)(error);
  }
};
