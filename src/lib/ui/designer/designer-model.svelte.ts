import type { PatternJudge } from '#core/definition/check-pattern.ts';
import type { Definition, FieldSchema, Section } from '#core/definition/definition.ts';
import { applyEdit } from '#core/definition/edit/apply-edit.ts';
import { noHistory, redo, remember, undo, type EditHistory } from '#core/definition/edit/edit-history.ts';
import type { Edit, EditScene } from '#core/definition/edit/edit.ts';
import type { Problem } from '#core/problem.ts';

export type Selection =
  { readonly kind: 'table' } | { readonly kind: 'section'; readonly key: string } | { readonly kind: 'field'; readonly key: string };

/** Where a field stands; `section: ''` is no section. */
export interface FieldPlace {
  readonly section: string;
  readonly at: number;
}

interface Beginning {
  /** The document to edit. */
  readonly document: Definition;
  /** The published one, which says what is new. */
  readonly live: Definition;
  readonly readonly: boolean;
  /** Called after every change of the document. */
  readonly onchange: () => void;
}

/** The document being designed: edits, undo and redo, what is selected, what is said aloud. */
export class DesignerModel {
  readonly live: Definition;
  readonly readonly: boolean;
  readonly #base: EditScene;
  /** Key → the key it had when the page first saw the field. */
  readonly #origins: Record<string, string> = {};
  readonly #optionOrigins: Record<string, string> = {};
  readonly #onchange: () => void;
  #definition = $state.raw<Definition>(emptyDocument);
  #history = $state.raw<EditHistory>(noHistory);
  #selection = $state.raw<Selection>({ kind: 'table' });
  /** Judges patterns; comes when the document holds one or somebody is about to write one. */
  patterns = $state.raw<PatternJudge>();
  /** Why the last edit was refused. */
  refusal = $state.raw<readonly Problem[]>([]);
  /** What assistive technology reads out. */
  said = $state('');
  /** What was just removed, as long as nothing else was done since: the page offers it back. */
  offer = $state.raw<{ readonly text: string; readonly after: Definition }>();
  /** Text of the definition that was typed and not used yet, and the document it was begun from. */
  typing = $state.raw<{ readonly text: string; readonly from: Definition }>();
  /** Ends when keys that were asked for have come: until then the document is not what will be saved. */
  keyed: Promise<unknown> = Promise.resolve();
  /** Field just added, for which the page asks who sees it. */
  fresh = $state<string>();

  /** Section keys in order, with '' at the end where fields stand in no section. */
  readonly sections = $derived.by<readonly Section[]>(() => withRest(this.#definition));
  readonly selection = $derived.by<Selection>(() => this.#found(this.#selection));

  constructor({ document, live, readonly, onchange }: Beginning) {
    this.live = live;
    this.readonly = readonly;
    this.#onchange = onchange;
    this.#definition = document;
    this.#base = { base: live, makeKey };
  }

  get #scene(): EditScene {
    return { ...this.#base, patterns: this.patterns };
  }
  get definition(): Definition {
    return this.#definition;
  }
  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }
  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  /** Whether a pattern stands that nobody judges yet. */
  get wantsPatterns(): boolean {
    return this.patterns === undefined && Object.values(this.#definition.record.properties).some(({ pattern }) => pattern !== undefined);
  }

  /** Where it cannot be had now the next asks again; nothing is published without the server's own judgement. */
  async loadPatterns(): Promise<void> {
    const module = await import('#core/compile/linear-pattern.ts').catch(() => undefined);
    this.patterns ??= module?.runsLinear;
  }

  field(key: string): FieldSchema | undefined {
    return Object.hasOwn(this.#definition.record.properties, key) ? this.#definition.record.properties[key] : undefined;
  }

  /** Whether the field was published already: then its key stands and it goes to the removed ones. */
  isLive(key: string): boolean {
    return Object.hasOwn(this.live.record.properties, key);
  }

  placeOf(key: string): FieldPlace {
    const section = this.sections.find(({ fields }) => fields.includes(key));
    return { section: section?.key ?? '', at: section?.fields.indexOf(key) ?? 0 };
  }

  select(selection: Selection): void {
    this.#selection = selection;
    this.refusal = [];
  }

  /** Makes edits as one step of undo; false when they are refused, with the reasons in `refusal`. `run` joins keystrokes to one step. */
  edit(edits: Edit | readonly Edit[], run = ''): boolean {
    if (this.readonly) return false;
    const edit: Edit = isList(edits) ? { kind: 'batch', edits } : edits;
    const made = applyEdit(this.#definition, edit, this.#scene);
    this.refusal = made.ok ? [] : made.problems;
    if (!made.ok) return false;
    if (made.value.definition === this.#definition) return true;
    this.#history = remember(this.#history, made.value, { kind: edit.kind, ...(run === '' ? {} : { joins: run }) });
    this.#put(made.value.definition);
    return true;
  }

  /** Another key for a field that was never published; what is selected stays so. */
  rekey(key: string, to: string, run = ''): boolean {
    if (!this.edit({ kind: 'rekey-field', key, to }, run)) return false;
    this.#origins[to] = this.origin(key);
    if (this.fresh === key) this.fresh = to;
    if (this.#selection.kind === 'field' && this.#selection.key === key) this.#selection = { kind: 'field', key: to };
    return true;
  }

  /** The key a field began with on this page, so that its properties stay open under another key. */
  origin(key: string): string {
    const origin = this.#origins[key] ?? key;
    return this.field(origin) === undefined ? origin : key;
  }

  /** Other ids for options that were never published. */
  rekeyOptions(of: string, ids: Readonly<Record<string, string>>, run = ''): void {
    if (!this.edit({ kind: 'rekey-options', key: of, ids }, run)) return;
    const used = Object.values(this.#optionOrigins);
    for (const [from, to] of Object.entries(ids)) {
      const origin = this.optionOrigin(of, from);
      if (!used.includes(origin)) this.#optionOrigins[`${of} ${to}`] = origin;
    }
  }

  /** What an option is known by on this page, so that its row stays while it gets an id that says its name. */
  optionOrigin(of: string, id: string): string {
    return this.#optionOrigins[`${of} ${id}`] ?? `${of} ${id}`;
  }

  /** Says that something is gone, with a way back beside it. */
  tellGone(text: string): void {
    this.offer = { text, after: this.#definition };
  }

  undo(): boolean {
    return this.#step(undo);
  }

  redo(): boolean {
    return this.#step(redo);
  }

  #step(way: typeof undo): boolean {
    const moved = this.readonly ? undefined : way(this.#definition, this.#history, this.#scene);
    if (moved === undefined || !moved.ok) return false;
    this.#history = moved.value.history;
    this.#put(moved.value.definition);
    return true;
  }

  /** Ends the run of keystrokes that make one step. */
  rest(): void {
    const last = this.#history.past.at(-1);
    if (last?.joins === undefined) return;
    const step = { kind: last.kind, edit: last.edit };
    this.#history = { ...this.#history, past: [...this.#history.past.slice(0, -1), step] };
  }

  /** What was selected, under the key it has now; the table where it is gone. */
  #found(selection: Selection): Selection {
    if (exists(this.#definition, selection)) return selection;
    const keys = selection.kind === 'field' ? Object.keys(this.#definition.record.properties) : [];
    const key = keys.find((known) => this.origin(known) === this.origin(selection.kind === 'field' ? selection.key : ''));
    return key === undefined ? { kind: 'table' } : { kind: 'field', key };
  }

  /** Goes on with another document, as found in this browser: there is nothing to undo then. */
  adopt(document: Definition): void {
    this.#history = noHistory;
    this.#put(document);
  }

  #put(definition: Definition): void {
    this.#definition = definition;
    this.refusal = [];
    this.#onchange();
  }
}

/** A dictionary of pinyin stays with the server: keys that say more come when a field or an option has its name (name-key.ts, name-options.ts). */
const makeKey = (title: string, taken: ReadonlySet<string>): string => {
  const plain = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  const start = /^[a-z]/.test(plain) && !/\p{Script=Han}/u.test(title) ? plain : 'item';
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? start : `${start}_${count}`;
    if (!taken.has(key)) return key;
  }
};

const isList = (edits: Edit | readonly Edit[]): edits is readonly Edit[] => Array.isArray(edits);

const withRest = ({ layout, record }: Definition): readonly Section[] => {
  const placed = new Set(layout.flatMap(({ fields }) => fields));
  const rest = Object.keys(record.properties).filter((key) => !placed.has(key));
  return rest.length === 0 ? layout : [...layout, { key: '', title: '', columns: 2, fields: rest }];
};

const exists = ({ layout, record }: Definition, selection: Selection): boolean => {
  if (selection.kind === 'field') return Object.hasOwn(record.properties, selection.key);
  return selection.kind === 'table' || layout.some(({ key }) => key === selection.key);
};

const emptyDocument: Definition = {
  biaoli: 1,
  key: 'empty',
  title: '',
  record: { type: 'object', properties: {} },
  layout: [],
  views: [],
  reminders: [],
  access: {},
};
