import { goto, invalidate } from '$app/navigation';
import { same } from '#core/definition/change.ts';
import type { Definition } from '#core/definition/definition.ts';
import { fill } from '#messages/fill.ts';
import type { Messages } from '#messages/messages.ts';
import { ask } from '#ui/import/ask.ts';
import { showToast } from '#ui/kit/toast.svelte.ts';
import { places } from '#ui/shell/places.ts';
import { type Choice, draftOf, dropDraft, mergeDraft, type Merged } from './merge-api.ts';
import { PlanRun } from './plan-run.svelte.ts';
import { type Published, PublishRun } from './publish-run.svelte.ts';
import { refusalWords } from './refusal-words.ts';
import { endTrial, type Planned, returnRevision, startTrial, withdrawRevision } from './revision-api.ts';
import type { PublishFacts, PublishReport, Trial, WholeRevision } from './revision-facts.ts';

/** What went into use last, as this page saw it. */
export interface Outcome {
  readonly number: number;
  readonly report: PublishReport | undefined;
  /** Live before it: where the way back leads. */
  readonly before: number;
  /** An earlier or later revision was taken up again. */
  readonly back: boolean;
}

/** One revision on its way to everybody: dry run, trial, approval, publish, and the way back. */
export class PublishDesk {
  readonly #facts: () => PublishFacts;
  readonly #messages: Messages;
  readonly plan: PlanRun;
  readonly run: PublishRun;
  busy = $state(false);
  trialFault = $state('');
  outcome = $state.raw<Outcome>();
  /** Somebody published since the draft began. */
  overtaken = $state(false);
  /** Something is on its way into use: until its end is told, a new live revision says nothing about a draft. */
  publishing = $state(false);
  /** What both changed, until it is chosen. */
  merging = $state.raw<Merged>();
  mergeFault = $state('');

  constructor(facts: () => PublishFacts, messages: Messages) {
    this.#facts = facts;
    this.#messages = messages;
    const { key } = facts().table;
    this.plan = new PlanRun(key, messages, facts().stored?.mappings ?? {});
    this.run = new PublishRun(key, messages);
  }

  get #table(): string {
    return this.#facts().table.key;
  }

  /** Tries the document of the page on all rows. */
  tryOut(): Promise<void> {
    const { stored, draft } = this.#facts();
    const planned: Planned | undefined = stored ? { number: stored.number } : draft ? { definition: draft.document } : undefined;
    return planned === undefined ? Promise.resolve() : this.plan.run(planned);
  }

  /** Goes on watching what another page, or this one before a reload, began. */
  async resume(): Promise<void> {
    const { jobs, stored, live, revisions } = this.#facts();
    const job = jobs.find(({ kind, state }) => (kind === 'publish' || kind === 'trial') && state === 'running');
    const number = revisions.find(({ state }) => state === 'publishing')?.number ?? stored?.number;
    if (job === undefined || number === undefined) return;
    await this.#publishing(async () => {
      const followed = await this.run.follow(number, job.id, job.kind === 'trial');
      const isOurs = await this.#isShown(number);
      if (!isOurs) this.run.faults = [];
      if (isOurs && job.kind === 'publish') await this.#settle(followed, live);
      else await this.refresh();
    });
  }

  /** Whether a number is what this page is about; a colleague's publish must not take this page's draft along. */
  async #isShown(number: number): Promise<boolean> {
    const { stored, draft } = this.#facts();
    if (stored !== null || draft === null) return stored === null || stored.number === number;
    const answer = await ask<WholeRevision>(`/api/v1/tables/${this.#table}/revisions/${number}`);
    return answer.ok && same(answer.value.definition, draft.document);
  }

  async publish(note: string): Promise<void> {
    const { live } = this.#facts();
    await this.#busily(async () => {
      const number = await this.#number(note);
      if (number === undefined) return;
      await this.#publishing(async () => {
        const published = await this.run.publish(number, { note, mappings: this.plan.mappings });
        if (this.#facts().stored === null && (published.kind === 'failed' || published.kind === 'overtaken'))
          await this.run.withdraw(number);
        await this.#settle(published, live);
      });
    });
  }

  approve(): Promise<void> {
    const back = this.#facts().stored?.published !== '';
    return this.#onStored(async (number, live) => this.#settle(await this.run.approve(number), live, back));
  }

  /** Whoever asked to go back to this revision does not want to any more. */
  stayHere(): Promise<void> {
    return this.#onStored(async (number) => {
      const answer = await withdrawRevision(this.#table, number);
      if (!answer.ok) showToast(refusalWords(answer, this.#messages));
      await this.refresh();
    });
  }

  sendBack(words: string): Promise<void> {
    return this.#onStored(async (number) => {
      const answer = await returnRevision(this.#table, number, words);
      showToast(answer.ok ? fill(this.#messages.revision.didReturn, { number }) : refusalWords(answer, this.#messages));
      await this.refresh();
    });
  }

  rollBack(number: number, note: string): Promise<void> {
    const { live } = this.#facts();
    return this.#busily(async () => this.#settle(await this.run.rollBack(number, note), live, true));
  }

  trial(trial: Trial, note: string): Promise<void> {
    this.trialFault = '';
    this.run.faults = [];
    return this.#busily(async () => {
      const number = await this.#number(note);
      if (number === undefined) {
        this.trialFault = this.run.faults.join(' ');
        return;
      }
      const answer = await startTrial(this.#table, number, trial);
      if (!answer.ok) this.trialFault = refusalWords(answer, this.#messages);
      const { job } = answer.ok ? answer.value : {};
      const followed = job === undefined ? undefined : await this.run.follow(number, job, true);
      const begun = answer.ok && (followed === undefined || followed.kind === 'done');
      if (begun) showToast(fill(this.#messages.revision.trialStarted, { number, count: trial.people.length + trial.teams.length }));
      await this.#show(number, true);
    });
  }

  endTrial(): Promise<void> {
    return this.#onStored(async (number, live) => {
      const answer = await endTrial(this.#table, number);
      if (answer.ok) showToast(fill(this.#messages.revision.trialEnded, { live }));
      else this.trialFault = refusalWords(answer, this.#messages);
      await this.refresh();
    });
  }

  /** Joins the draft with what was published meanwhile; a stored revision becomes a draft first. */
  merge(choices: Readonly<Record<string, Choice>> = {}): Promise<void> {
    this.mergeFault = '';
    return this.#busily(async () => {
      const { stored, draft, live } = this.#facts();
      const table = this.#table;
      const held = this.merging?.draft ?? draft;
      const mine = held ? { ok: true as const, value: held } : await draftOf(table, stored?.base ?? live, this.document());
      const answer = mine.ok ? await mergeDraft(table, mine.value.id, choices) : mine;
      if (!answer.ok) {
        this.mergeFault = refusalWords(answer, this.#messages);
        return;
      }
      this.merging = answer.value.merged ? undefined : answer.value;
      if (!answer.value.merged) return;
      this.overtaken = false;
      showToast(fill(this.#messages.revision.merged, { number: live, count: answer.value.taken.length }));
      await goto(places.publishDraft(table, answer.value.draft.id), { replaceState: true, invalidate: ['app:revisions'] });
    });
  }

  /** The document that is judged, tried and published. */
  document(): Definition {
    const { stored, draft, liveDefinition } = this.#facts();
    return stored?.definition ?? draft?.document ?? liveDefinition;
  }

  async #number(note: string): Promise<number | undefined> {
    const { stored, draft } = this.#facts();
    if (stored) return stored.number;
    return draft ? this.run.store({ definition: draft.document, note, mappings: this.plan.mappings }) : undefined;
  }

  async #settle(published: Published, before: number, back = false): Promise<void> {
    const { revision: words } = this.#messages;
    if (published.kind === 'overtaken') this.overtaken = true;
    else if (published.kind === 'waiting') {
      showToast(fill(words.sentForApproval, { number: published.number }));
      if (!back) await this.#forget();
      return this.#show(published.number, false);
    } else if (published.kind === 'done') {
      this.outcome = { number: published.number, report: published.report, before, back };
      if (!back) await this.#forget();
      return this.#show(published.number, false);
    }
    await this.refresh();
  }

  /** The draft has become a revision. */
  async #forget(): Promise<void> {
    const { draft } = this.#facts();
    if (draft !== null) await dropDraft(this.#table, draft);
  }

  async #show(number: number, keepDraft: boolean): Promise<void> {
    const { draft } = this.#facts();
    const address = places.revision(this.#table, number) + (keepDraft && draft !== null ? `&draft=${draft.id}` : '');
    await goto(address, { replaceState: true, invalidate: ['app:revisions', 'app:views', 'app:tables'], noScroll: true, keepFocus: true });
  }

  async refresh(): Promise<void> {
    await invalidate('app:revisions');
  }

  #onStored(act: (number: number, live: number) => Promise<void>): Promise<void> {
    const { stored, live } = this.#facts();
    return stored === null ? Promise.resolve() : this.#busily(() => act(stored.number, live));
  }

  async #publishing(act: () => Promise<void>): Promise<void> {
    this.publishing = true;
    try {
      await act();
    } finally {
      this.publishing = false;
    }
  }

  async #busily(act: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      await act();
    } finally {
      this.busy = false;
    }
  }
}
