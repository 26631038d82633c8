import { draftProblems } from '#core/definition/check-draft.ts';
import type { PatternJudge } from '#core/definition/check-pattern.ts';
import type { Messages } from '#messages/messages.ts';
import { type FieldProblems, fieldProblems, problemsOf } from '#ui/form/field-problems.ts';
import { FormModel } from '#ui/form/form-model.svelte.ts';
import { keyOf } from '#ui/form/key-of.ts';
import type { TableModel } from '#ui/list/table-facts.ts';
import type { SaidProblem } from '#ui/record/record-api.ts';
import { carryOver } from '#ui/revision/carry-over.ts';
import { judgeDraft } from './draft-api.ts';

/** Why the server has not judged: the draft has faults of its own, or no answer came. */
export type Unjudged = 'faulty' | 'no-answer';

const pause = 300;
const none: readonly never[] = [];

/** The form of a draft while somebody tries it. What a page cannot judge under its policy is asked of the server; nothing is kept. */
export class TrySession {
  readonly #messages: Messages;
  readonly #patterns: () => PatternJudge | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** An answer to an older question is dropped. */
  #asked = 0;
  #tried = $state(false);
  #left = $state.raw<readonly string[]>(none);
  #said = $state.raw<readonly SaidProblem[]>(none);
  model: TableModel;
  form: FormModel;
  judging = $state(false);
  unjudged = $state<Unjudged>();
  /** All was judged after a try to save, and nothing is wrong. */
  sound = $state(false);

  readonly #all = $derived.by<FieldProblems>(() => {
    const own = this.form.verdict.problems;
    const keys = own.map(keyOf);
    const said = this.#said.filter((problem) => !keys.includes(keyOf(problem)));
    return fieldProblems(own, said, { model: this.model, messages: this.#messages });
  });
  readonly problems = $derived.by<FieldProblems>(() => (this.#tried ? this.#all : problemsOf(this.#all, this.#left)));
  /** After a try to save: everything that is left to mend. */
  readonly summary = $derived.by<FieldProblems | undefined>(() => (this.#tried && this.#all.size > 0 ? this.#all : undefined));

  constructor(model: TableModel, messages: Messages, patterns: () => PatternJudge | undefined) {
    this.#messages = messages;
    this.#patterns = patterns;
    this.model = $state.raw(model);
    this.form = $state.raw(new FormModel(model, undefined));
  }

  /** The draft was edited: what was typed goes on under its new rules. */
  use(model: TableModel): void {
    if (model === this.model) return;
    const { carried } = carryOver(this.form.isDirty ? this.form.changes : {}, this.model, model);
    const form = new FormModel(model, undefined);
    for (const [key, value] of Object.entries(carried)) form.set(key, value);
    this.model = model;
    this.form = form;
    this.#said = none;
    this.#soon();
  }

  leave(key: string): void {
    if (!this.#left.includes(key)) this.#left = [...this.#left, key];
    this.#soon();
  }

  changed(key: string): void {
    this.#said = this.#said.filter((problem) => keyOf(problem) !== key);
    this.#soon();
  }

  /** As 保存 would judge it. */
  async submit(): Promise<void> {
    this.#tried = true;
    await this.#ask();
  }

  startAnew(): void {
    this.stop();
    this.#tried = false;
    this.#left = none;
    this.#said = none;
    this.unjudged = undefined;
    this.sound = false;
    this.form.reset();
  }

  /** Whatever is still to come is of no use any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#asked += 1;
    this.judging = false;
  }

  #soon(): void {
    this.stop();
    this.sound = false;
    if (this.#tried || this.#left.length > 0) this.#timer = setTimeout(() => void this.#ask(), pause);
  }

  async #ask(): Promise<void> {
    this.stop();
    const asked = this.#asked;
    const { definition } = this.model;
    if (draftProblems(definition, this.#patterns()).length > 0) {
      this.unjudged = 'faulty';
      return;
    }
    this.judging = true;
    const judged = await judgeDraft(definition, this.form.changes);
    if (asked !== this.#asked) return;
    this.judging = false;
    this.unjudged = judged === undefined ? 'no-answer' : undefined;
    this.#said = judged ?? none;
    this.sound = judged !== undefined && this.#tried && this.#all.size === 0;
  }
}
