import { ask, type Answer } from '#ui/import/ask.ts';

/** Long work of the server: a plan, a publish, a replacement. `report` says what came of it. */
export interface Job<Report> {
  readonly id: string;
  readonly kind: string;
  readonly state: 'running' | 'done' | 'failed' | 'undone';
  readonly done: number;
  readonly total: number;
  readonly report: Report | null;
}

/** What is under way: how much of how much. */
export interface Progressing {
  readonly done: number;
  readonly total: number;
}

const every = 300;
const wait = (): Promise<void> => new Promise((done) => setTimeout(done, every));

/** Asks for a job until it is over or `signal` ends; a lost connection is asked again. Undefined: `signal` ended, or there is no such job. */
export const followJob = async <Report>(
  address: string,
  { onprogress, signal }: { readonly onprogress?: (job: Job<Report>) => void; readonly signal?: AbortSignal } = {},
): Promise<Job<Report> | undefined> => {
  for (;;) {
    const answer: Answer<Job<Report>> = await ask<Job<Report>>(address);
    if (signal?.aborted === true) return undefined;
    if (answer.ok) onprogress?.(answer.value);
    if (answer.ok && answer.value.state !== 'running') return answer.value;
    if (!answer.ok && answer.status >= 400 && answer.status < 500) return undefined;
    await wait();
    if (signal?.aborted === true) return undefined;
  }
};
