import type { Messages } from '#messages/messages.ts';
import type { Answer, SaidProblem } from '#ui/import/ask.ts';
import { followJob, type Progressing } from './job.ts';
import { refusalWords } from './refusal-words.ts';
import { approveRevision, publishRevision, type Publishing, rollBack, storeRevision, withdrawRevision } from './revision-api.ts';
import type { Mappings, PublishReport } from './revision-facts.ts';

/** How a publish ended. `overtaken`: somebody else published meanwhile; `waiting`: a second person must agree. */
export type Published =
  | { readonly kind: 'done'; readonly number: number; readonly report: PublishReport | undefined }
  | { readonly kind: 'waiting'; readonly number: number }
  | { readonly kind: 'overtaken' }
  | { readonly kind: 'failed'; readonly problems: readonly SaidProblem[] };

/** Putting a revision into use: at once, or as a job that goes on without this page. */
export class PublishRun {
  readonly #table: string;
  readonly #messages: Messages;
  /** The number under way, and how far it is. */
  number = $state<number>();
  progress = $state.raw<Progressing>();
  faults = $state.raw<readonly string[]>([]);

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
  async follow(number: number, job: string): Promise<Published> {
    this.number = number;
    const ended = await followJob<PublishReport>(this.#table, job, { onprogress: (at) => (this.progress = at) });
    this.number = undefined;
    this.progress = undefined;
    if (ended?.state === 'done') return { kind: 'done', number, report: ended.report ?? undefined };
    const problems = ended?.problems ?? [];
    this.faults = problems.length === 0 ? [this.#messages.revision.failed] : problems.map(({ words }) => words);
    return { kind: 'failed', problems };
  }

  async #begin(number: number, send: () => Promise<Answer<Publishing>>): Promise<Published> {
    this.number = number;
    this.faults = [];
    const answer = await send();
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
}

const wordsOf = (answer: Extract<Answer<unknown>, { ok: false }>, messages: Messages): readonly string[] =>
  answer.problems.length === 0 ? [refusalWords(answer, messages)] : answer.problems.map(({ words }) => words);
