import type { Values } from '#core/definition/definition.ts';
import { merge, type Overlap } from '#core/record/merge.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import type { Messages } from '#messages/messages.ts';
import { type DraftPlace, dropDraft, readDraft, writeDraft } from '#ui/form/draft.ts';
import { type FieldProblems, fieldProblems, problemsOf } from '#ui/form/field-problems.ts';
import { FormModel } from '#ui/form/form-model.svelte.ts';
import { keyOf } from '#ui/form/key-of.ts';
import { saveRecord } from '#ui/form/save-record.ts';
import type { TableModel } from '#ui/list/table-facts.ts';
import { tellErrors, tellFill } from '#ui/review/tell-usage.ts';
import type { SaidProblem } from './record-api.ts';

/** Why a save did not happen although nothing is wrong with the values. */
export type Hindrance = 'signed-out' | 'offline' | 'gone';

const pause = 300;
const none: readonly never[] = [];

/** One record while somebody works on it: form, draft, problems and the ways a save can end. */
export class RecordSession {
  readonly form: FormModel;
  readonly #model: TableModel;
  readonly #messages: Messages;
  readonly #place: DraftPlace;
  readonly #key = crypto.randomUUID();
  readonly #opened = Date.now();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tried = $state(false);
  #left = $state.raw<readonly string[]>(none);
  #said = $state.raw<readonly SaidProblem[]>(none);
  saving = $state(false);
  savedAt = $state<number>();
  /** Somebody else's changes to other fields were put together with one's own. */
  merged = $state(false);
  hindrance = $state<Hindrance>();
  warnings = $state.raw<readonly SaidProblem[]>(none);
  overlaps = $state.raw<readonly Overlap[]>(none);
  /** When the draft was typed that this form goes on from. */
  restoredAt = $state<number>();
  keptAt = $state<number>();

  readonly #all = $derived.by<FieldProblems>(() =>
    fieldProblems(this.form.verdict.problems, this.#said, { model: this.#model, messages: this.#messages }),
  );
  /** Problems that may be shown now. */
  readonly problems = $derived.by<FieldProblems>(() => (this.#tried ? this.#all : problemsOf(this.#all, this.#left)));
  /** After a try to save: everything that is left to mend. */
  readonly summary = $derived.by<FieldProblems | undefined>(() => (this.#tried && this.#all.size > 0 ? this.#all : undefined));

  constructor(model: TableModel, messages: Messages, record: StoredRecord | undefined) {
    this.#model = model;
    this.#messages = messages;
    this.#place = { person: model.asker.me, table: model.table.key, id: record?.id ?? '' };
    this.form = new FormModel(model, record);
  }

  /** Goes on from the draft of this browser; call once, in the browser. */
  restore(): void {
    const draft = readDraft(this.#place, localStorage, Date.now());
    if (draft === undefined) return;
    const { form } = this;
    if (form.record === undefined) for (const [field, value] of Object.entries(draft.changes)) form.set(field, value);
    else {
      const { changes, overlaps } = merge(draft.base, draft.changes, form.record.values);
      form.rebase(form.record, { ...changes, ...Object.fromEntries(overlaps.map(({ key, mine }) => [key, mine])) });
      this.overlaps = overlaps;
    }
    this.restoredAt = form.isDirty ? draft.at : undefined;
  }

  /** Values typed in the form of another revision go on here. */
  takeOver(values: Values): void {
    for (const [field, value] of Object.entries(values)) this.form.set(field, value);
    if (this.form.isDirty) this.#keep();
  }

  left(key: string): void {
    if (!this.#left.includes(key)) this.#left = [...this.#left, key];
  }

  changed(key: string): void {
    this.#said = this.#said.filter((problem) => keyOf(problem) !== key);
    this.savedAt = undefined;
    this.warnings = none;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), pause);
  }

  /** Before the page goes away: what was typed in the last moment is kept too. */
  keepNow(): void {
    if (this.#timer !== undefined) this.#keep();
  }

  /** The record as it stands when it was saved; undefined otherwise. */
  async save(): Promise<StoredRecord | undefined> {
    if (this.saving) return undefined;
    this.#tried = true;
    this.#said = this.#said.filter((problem) => keyOf(problem) !== '');
    if (this.form.verdict.problems.length === 0) return this.#send();
    tellErrors(this.#model.table.key, this.form.verdict.problems);
    return undefined;
  }

  /** Settles what both changed, and saves. */
  async choose(values: Values): Promise<StoredRecord | undefined> {
    for (const [field, value] of Object.entries(values)) this.form.set(field, value);
    this.overlaps = none;
    return this.form.verdict.problems.length > 0 ? undefined : this.#send();
  }

  discard(): void {
    this.#settle();
    this.form.reset();
    this.#said = none;
    this.overlaps = none;
  }

  async #send(): Promise<StoredRecord | undefined> {
    this.saving = true;
    this.hindrance = undefined;
    const isMeasured = this.form.record === undefined && this.restoredAt === undefined;
    const saved = await saveRecord(this.form, this.#model, this.#key);
    this.saving = false;
    if (saved.kind === 'done') {
      if (isMeasured) tellFill(this.#model.table.key, Math.round((Date.now() - this.#opened) / 1000));
      this.#settle();
      ({ warnings: this.warnings, merged: this.merged } = saved);
      this.savedAt = Date.now();
      return saved.record;
    }
    this.#keep();
    if (saved.kind === 'refused') this.#said = saved.problems;
    else if (saved.kind === 'overlap') this.overlaps = saved.overlaps;
    else if (saved.kind !== 'unsound') this.hindrance = saved.kind;
    return undefined;
  }

  /** Nothing is left to keep or to mend. */
  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    dropDraft(this.#place, localStorage);
    this.#tried = false;
    this.#left = none;
    this.restoredAt = undefined;
    this.keptAt = undefined;
  }

  #keep(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.form.isDirty) return dropDraft(this.#place, localStorage);
    const before = this.form.record?.values ?? {};
    const { changes } = this.form;
    const base = Object.fromEntries(Object.keys(changes).map((field) => [field, before[field] ?? null]));
    const at = Date.now();
    this.keptAt = writeDraft(this.#place, { at, changes, base }, localStorage) ? at : undefined;
  }
}
