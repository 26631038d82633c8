import { ask, type Answer, type SaidProblem } from '#ui/import/ask.ts';

/** Long work of the server: a plan, a publish, a replacement. `report` says what came of it. */
export interface Job<Report> {
  readonly id: string;
  readonly kind: string;
  readonly state: 'running' | 'done' | 'failed';
  readonly done: number;
  readonly total: number;
  readonly report: Report | null;
  readonly problems?: readonly SaidProblem[];
}

/** What is under way: how much of how much. */
export interface Progressing {
  readonly done: number;
  readonly total: number;
}

interface Following<Report> {
  readonly onprogress?: ((job: Job<Report>) => void) | undefined;
  /** The server does not answer, or answers again. */
  readonly onlost?: ((lost: boolean) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

const every = 300;
const wait = (): Promise<void> => new Promise((done) => setTimeout(done, every));

/** Where a job of a table is asked for. */
export const jobAddress = (table: string, job: string): string => `/api/v1/tables/${table}/jobs/${job}`;

/** Asks for a job until it is over or `signal` ends; a lost connection is asked again. Undefined: `signal` ended, or there is no such job. */
export const followJob = async <Report>(
  table: string,
  job: string,
  { onprogress, onlost, signal }: Following<Report> = {},
): Promise<Job<Report> | undefined> => {
  const ended = (): boolean => signal?.aborted === true;
  for (;;) {
    const answer: Answer<Job<Report>> = await ask<Job<Report>>(jobAddress(table, job));
    if (ended()) return undefined;
    onlost?.(!answer.ok && (answer.status === 0 || answer.status >= 500));
    if (answer.ok) onprogress?.(answer.value);
    if (answer.ok && answer.value.state !== 'running') return answer.value;
    if (!answer.ok && answer.status >= 400 && answer.status < 500) return undefined;
    await wait();
    if (ended()) return undefined;
  }
};
