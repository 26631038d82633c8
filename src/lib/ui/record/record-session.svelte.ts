import type { Values } from '#core/definition/definition.ts';
import { merge, type Overlap } from '#core/record/merge.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import type { Messages } from '#messages/messages.ts';
import { type Draft, type DraftPlace, dropDraft, readDraft, writeDraft } from '#ui/form/draft.ts';
import { type FieldProblems, fieldProblems } from '#ui/form/field-problems.ts';
import { formModel, keyOf, type FormModel } from '#ui/form/form-model.svelte.ts';
import { saveRecord } from '#ui/form/save-record.ts';
import type { TableModel } from '#ui/list/table-facts.ts';
import type { SaidProblem } from './record-api.ts';

/** Why a save did not happen although nothing is wrong with the values. */
export type Hindrance = 'signed-out' | 'offline' | 'gone';

export interface Seed {
  readonly model: TableModel;
  readonly messages: Messages;
  readonly record: StoredRecord | undefined;
}

/** One record while somebody works on it: form, draft, problems and the ways a save can end. */
export interface RecordSession {
  readonly form: FormModel;
  readonly saving: boolean;
  readonly savedAt: number | undefined;
  readonly merged: boolean;
  readonly hindrance: Hindrance | undefined;
  /** Problems that may be shown now. */
  readonly problems: FieldProblems;
  /** After a try to save: everything that is left to mend. */
  readonly summary: FieldProblems | undefined;
  readonly warnings: readonly SaidProblem[];
  readonly overlaps: readonly Overlap[];
  /** When the draft was typed that this form goes on from. */
  readonly restored: number | undefined;
  readonly keptAt: number | undefined;
  /** Reads the draft of this browser; call once, in the browser. */
  restore(): void;
  left(key: string): void;
  changed(key: string): void;
  /** The record as it stands when it was saved; undefined otherwise. */
  save(): Promise<StoredRecord | undefined>;
  choose(values: Values): Promise<StoredRecord | undefined>;
  keepAsking(): void;
  discard(): void;
}

const pause = 300;

export const recordSession = ({ model, messages, record }: Seed): RecordSession => {
  const form = formModel(model, record);
  const place: DraftPlace = { person: model.asker.me, table: model.table.key, id: record?.id ?? '' };
  const key = crypto.randomUUID();
  let saving = $state(false);
  let savedAt = $state<number>();
  let merged = $state(false);
  let hindrance = $state<Hindrance>();
  let touched = $state.raw<ReadonlySet<string>>(new Set());
  let tried = $state(false);
  let said = $state.raw<readonly SaidProblem[]>([]);
  let warnings = $state.raw<readonly SaidProblem[]>([]);
  let overlaps = $state.raw<readonly Overlap[]>([]);
  let restored = $state<number>();
  let keptAt = $state<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const all = $derived(fieldProblems(form.verdict.problems, said, { model, messages }));
  const problems = $derived(tried ? all : new Map([...all].filter(([field]) => touched.has(field))));

  const keep = (): void => {
    clearTimeout(timer);
    if (!form.isDirty) return dropDraft(place, localStorage);
    const before = form.record?.values ?? {};
    const changes = form.changes;
    const base = Object.fromEntries(Object.keys(changes).map((field) => [field, before[field] ?? null]));
    const draft: Draft = { at: Date.now(), changes, base };
    keptAt = writeDraft(place, draft, localStorage) ? draft.at : undefined;
  };
  const settled = (saved: StoredRecord, more: { readonly warnings: readonly SaidProblem[]; readonly merged: boolean }): StoredRecord => {
    clearTimeout(timer);
    dropDraft(place, localStorage);
    ({ warnings, merged } = more);
    [savedAt, tried, touched, restored, keptAt] = [Date.now(), false, new Set(), undefined, undefined];
    return saved;
  };
  const send = async (): Promise<StoredRecord | undefined> => {
    [saving, hindrance] = [true, undefined];
    const saved = await saveRecord(form, model, key);
    saving = false;
    if (saved.kind === 'done') return settled(saved.record, saved);
    keep();
    if (saved.kind === 'refused') said = saved.problems;
    else if (saved.kind === 'overlap') overlaps = saved.overlaps;
    else if (saved.kind !== 'unsound') hindrance = saved.kind;
    return undefined;
  };

  return {
    form,
    get saving() {
      return saving;
    },
    get savedAt() {
      return savedAt;
    },
    get merged() {
      return merged;
    },
    get hindrance() {
      return hindrance;
    },
    get problems() {
      return problems;
    },
    get summary() {
      return tried && all.size > 0 ? all : undefined;
    },
    get warnings() {
      return warnings;
    },
    get overlaps() {
      return overlaps;
    },
    get restored() {
      return restored;
    },
    get keptAt() {
      return keptAt;
    },
    restore: () => {
      const draft = readDraft(place, localStorage, Date.now());
      if (draft === undefined) return;
      if (form.record === undefined) {
        for (const [field, value] of Object.entries(draft.changes)) form.set(field, value);
      } else {
        const found = merge(draft.base, draft.changes, form.record.values);
        form.rebase(form.record, { ...found.changes, ...Object.fromEntries(found.overlaps.map((overlap) => [overlap.key, overlap.mine])) });
        overlaps = found.overlaps;
      }
      restored = form.isDirty ? draft.at : undefined;
    },
    left: (field) => {
      touched = new Set([...touched, field]);
    },
    changed: (field) => {
      said = said.filter((problem) => keyOf(problem) !== field);
      [savedAt, warnings] = [undefined, []];
      clearTimeout(timer);
      timer = setTimeout(keep, pause);
    },
    save: async () => {
      if (saving) return undefined;
      tried = true;
      said = said.filter((problem) => keyOf(problem) !== '');
      return form.verdict.problems.length > 0 ? undefined : send();
    },
    choose: async (values) => {
      for (const [field, value] of Object.entries(values)) form.set(field, value);
      overlaps = [];
      return form.verdict.problems.length > 0 ? undefined : send();
    },
    keepAsking: () => {
      overlaps = [];
    },
    discard: () => {
      clearTimeout(timer);
      dropDraft(place, localStorage);
      form.reset();
      [restored, keptAt, tried, said, overlaps] = [undefined, undefined, false, [], []];
    },
  };
};
