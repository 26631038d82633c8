import type { Messages } from '#messages/messages.ts';
import type { Answer, SaidProblem } from '#ui/import/ask.ts';
import { ask } from '#ui/import/ask.ts';
import { followJob, type Progressing } from './job.ts';
import { refusalWords } from './refusal-words.ts';
import { approveRevision, publishRevision, type Publishing, rollBack, storeRevision, withdrawRevision } from './revision-api.ts';
import type { DataJob, Mappings, PublishReport, RevisionLine } from './revision-facts.ts';

/** How a publish ended. `overtaken`: somebody else published meanwhile; `waiting`: a second person must agree; `unseen`: it goes on, but may not be watched from here any more. */
export type Published =
  | { readonly kind: 'done'; readonly number: number; readonly report: PublishReport | undefined }
  | { readonly kind: 'waiting'; readonly number: number }
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'unseen' }
  | { readonly kind: 'failed'; readonly problems: readonly SaidProblem[] };

/** Putting a revision into use: at once, or as a job that goes on without this page. */
export class PublishRun {
  readonly #table: string;
  readonly #messages: Messages;
  /** The number under way, and how far it is. */
  number = $state<number>();
  progress = $state.raw<Progressing>();
  faults = $state.raw<readonly string[]>([]);
  /** The server does not answer; it is asked again. */
  lost = $state(false);
  /** What is under way only begins a trial. */
  forTrial = $state(false);

  constructor(table: string, messages: Messages) {
    this.#table = table;
    this.#messages = messages;
  }

  /** Stores a document as the next number; undefined when it is refused. */
  async store(stored: Parameters<typeof storeRevision>[1]): Promise<number | undefined> {
    this.faults = [];
    const answer = await storeRevision(this.#table, stored);
    if (answer.ok) return answer.value.number;
    this.faults = wordsOf(answer, this.#messages);
    return undefined;
  }

  publish(number: number, given: { readonly note: string; readonly mappings: Mappings }): Promise<Published> {
    return this.#begin(number, () => publishRevision(this.#table, number, given));
  }

  approve(number: number): Promise<Published> {
    return this.#begin(number, () => approveRevision(this.#table, number));
  }

  rollBack(number: number, note: string): Promise<Published> {
    return this.#begin(number, () => rollBack(this.#table, number, note));
  }

  /** A document that was stored only to be published and was refused leaves no trace among the drafts. */
  async withdraw(number: number): Promise<void> {
    await withdrawRevision(this.#table, number);
  }

  /** Goes on watching a job that another page, or this one before a reload, began. */
  async follow(number: number, job: string, forTrial = false): Promise<Published> {
    this.number = number;
    this.forTrial = forTrial;
    this.faults = [];
    const ended = await followJob<PublishReport>(this.#table, job, {
      onprogress: (at) => (this.progress = at),
      onlost: (lost) => (this.lost = lost),
    });
    this.number = undefined;
    this.progress = undefined;
    if (ended?.state === 'done') return { kind: 'done', number, report: ended.report ?? undefined };
    if (ended === undefined) return { kind: 'unseen' };
    const problems = ended.problems ?? [];
    this.faults = problems.length === 0 ? [this.#messages.revision.failed] : problems.map(({ words }) => words);
    return { kind: 'failed', problems };
  }

  async #begin(number: number, send: () => Promise<Answer<Publishing>>): Promise<Published> {
    this.number = number;
    this.forTrial = false;
    this.faults = [];
    const answer = await send();
    if (!answer.ok && (answer.status === 0 || answer.status >= 500)) return this.#afterSilence(number);
    this.number = undefined;
    if (!answer.ok) {
      if (answer.problems.some(({ code }) => code === 'publish-overtaken')) return { kind: 'overtaken' };
      this.faults = wordsOf(answer, this.#messages);
      return { kind: 'failed', problems: answer.problems };
    }
    const { job, report, state } = answer.value;
    if (state === 'waiting') return { kind: 'waiting', number };
    return job === undefined ? { kind: 'done', number, report } : this.follow(number, job);
  }

  /** No answer came, so nobody knows whether it began: asked until the server says how the revision stands. */
  async #afterSilence(number: number): Promise<Published> {
    this.lost = true;
    for (;;) {
      const [line, jobs] = await Promise.all([
        ask<RevisionLine>(`/api/v1/tables/${this.#table}/revisions/${number}`),
        ask<{ readonly jobs: readonly DataJob[] }>(`/api/v1/tables/${this.#table}/jobs`),
      ]);
      const job = jobs.ok ? jobs.value.jobs.find(({ kind, state }) => kind === 'publish' && state === 'running') : undefined;
      const refused = !line.ok && line.status >= 400 && line.status < 500;
      const isKnown = line.ok && jobs.ok && (line.value.state !== 'publishing' || job !== undefined);
      if (refused || isKnown) this.lost = false;
      if (isKnown && line.value.state === 'publishing' && job !== undefined) return this.follow(number, job.id);
      if (isKnown) return this.#settled(line.value);
      if (refused) return this.#failed(wordsOf(line, this.#messages));
      await wait();
    }
  }

  #settled({ number, live, state }: RevisionLine): Published {
    if (!live && state !== 'waiting') return this.#failed([this.#messages.revision.lost]);
    this.number = undefined;
    return live ? { kind: 'done', number, report: undefined } : { kind: 'waiting', number };
  }

  #failed(faults: readonly string[]): Published {
    this.number = undefined;
    this.faults = faults;
    return { kind: 'failed', problems: [] };
  }
}

const every = 1000;
const wait = (): Promise<void> => new Promise((done) => setTimeout(done, every));

const wordsOf = (answer: Extract<Answer<unknown>, { ok: false }>, messages: Messages): readonly string[] =>
  answer.problems.length === 0 ? [refusalWords(answer, messages)] : answer.problems.map(({ words }) => words);
