import { parentPort } from 'node:worker_threads';
import { openSource } from '#server/excel/open-source.ts';
import { profileSheet } from '#server/excel/profile-sheet.ts';
import type { SheetRow } from '#core/transfer/cell.ts';
import type { SheetSource } from '#server/excel/sheet-source.ts';
import type { WorkerAnswer, WorkerRequest } from '#server/excel/worker-messages.ts';

let source: SheetSource | null = null;
const streams = new Map<number, AsyncIterator<readonly SheetRow[]>>();

const opened = async (path: string): Promise<unknown> => {
  const result = await openSource(path);
  if (!result.ok) return result;
  source = result.value;
  return { ok: true, value: source.info };
};

const live = (): SheetSource => {
  if (source === null) throw new Error('no workbook is open');
  return source;
};

const profiled = async (sheet: number, values: boolean): Promise<unknown> => {
  const info = live().info.sheets[sheet];
  if (info === undefined) throw new RangeError(`sheet ${String(sheet)}`);
  return profileSheet(live(), { sheet, info, values });
};

async function* rowsOf(sheet: number): AsyncGenerator<readonly SheetRow[]> {
  for await (const rows of live().rows(sheet)) yield rows;
}

/** The next rows of a stream; null at its end. Asked for one by one, so that a slow reader holds the worker back. */
const next = async (stream: number, sheet: number): Promise<readonly SheetRow[] | null> => {
  const rows = streams.get(stream) ?? rowsOf(sheet);
  streams.set(stream, rows);
  const step = await rows.next();
  if (step.done !== true) return step.value;
  streams.delete(stream);
  return null;
};

const answer = (request: WorkerRequest): Promise<unknown> => {
  if (request.kind === 'open') return opened(request.path);
  return request.kind === 'profile' ? profiled(request.sheet, request.values) : next(request.stream, request.sheet);
};

const reply = (message: WorkerAnswer): void => {
  parentPort?.postMessage(message);
};

parentPort?.on('message', (request: WorkerRequest) => {
  answer(request).then(
    (value) => {
      reply({ id: request.id, value });
    },
    (error: unknown) => {
      reply({ id: request.id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    },
  );
});
