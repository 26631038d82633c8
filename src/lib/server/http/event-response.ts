import { writeError } from '#server/log.ts';
import { DatabaseUnavailable } from '#usecases/ports/database.ts';
import type { EventBatch, HeardEvent } from '#usecases/record/event-stream.ts';

const open = new Set<AbortController>();
let watching = false;

/** Ends with the server: a listener must not hold up its stop. */
export const openUntilStop = (): AbortController => {
  if (!watching) {
    watching = true;
    const endAll = (): void => open.forEach((controller) => controller.abort());
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, endAll);
  }
  const controller = new AbortController();
  open.add(controller);
  controller.signal.addEventListener('abort', () => open.delete(controller));
  return controller;
};

const encoder = new TextEncoder();

const said = ({ seq, ...facts }: HeardEvent): string => `id: ${seq}\ndata: ${JSON.stringify(facts)}\n\n`;

/** A batch as text; the last `id:` without data moves the browser's place on past what was none of its business. */
const saidBatch = ({ position, events }: EventBatch): string => `:\n${events.map(said).join('')}id: ${position}\n\n`;

/** Pulled by the reader: one batch is made when the one before has left. */
export const eventResponse = (batches: AsyncGenerator<EventBatch, void>, abort: AbortController): Response => {
  let hasLeft = false;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await batches.next();
          if (done === true) {
            abort.abort();
            if (!hasLeft) controller.close();
          } else if (!hasLeft) controller.enqueue(encoder.encode(saidBatch(value)));
        } catch (error) {
          if (!(error instanceof DatabaseUnavailable)) writeError('events', error);
          abort.abort();
          if (!hasLeft) controller.close(); // the reader comes again and resumes where it was
        }
      },
      async cancel() {
        hasLeft = true;
        abort.abort();
        await batches.return();
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
  return new Response(body, { headers });
};
