import type { Definition, FieldSchema, Section } from '#core/definition/definition.ts';
import type { Edit, EditScene } from '#core/definition/edit/edit.ts';
import type { Problem } from '#core/problem.ts';
import { joined, joins, makeStep, replay, type EditStep } from './edit-steps.ts';

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
  readonly #scene: EditScene;
  readonly #onchange: () => void;
  #definition = $state.raw<Definition>(emptyDocument);
  #past = $state.raw<readonly EditStep[]>([]);
  #future = $state.raw<readonly EditStep[]>([]);
  #selection = $state.raw<Selection>({ kind: 'table' });
  /** Why the last edit was refused. */
  refusal = $state.raw<readonly Problem[]>([]);
  /** What assistive technology reads out. */
  said = $state('');
  /** Field just added, for which the page asks who sees it. */
  fresh = $state<string>();

  /** Section keys in order, with '' at the end where fields stand in no section. */
  readonly sections = $derived.by<readonly Section[]>(() => withRest(this.#definition));
  readonly selection = $derived.by<Selection>(() => (exists(this.#definition, this.#selection) ? this.#selection : { kind: 'table' }));

  constructor({ document, live, readonly, onchange }: Beginning) {
    this.live = live;
    this.readonly = readonly;
    this.#onchange = onchange;
    this.#definition = document;
    this.#scene = { base: live, makeKey };
  }

  get definition(): Definition {
    return this.#definition;
  }
  get canUndo(): boolean {
    return this.#past.length > 0;
  }
  get canRedo(): boolean {
    return this.#future.length > 0;
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
    const made = makeStep(this.#definition, isList(edits) ? edits : [edits], { scene: this.#scene, run });
    this.refusal = made.ok ? [] : made.problems;
    if (!made.ok) return false;
    if (made.value.definition === this.#definition) return true;
    const { definition, step } = made.value;
    const before = this.#past.at(-1);
    this.#past = joins(before, step) ? [...this.#past.slice(0, -1), joined(before, step)] : [...this.#past, step].slice(-mostSteps);
    this.#future = [];
    this.#put(definition);
    return true;
  }

  undo(): boolean {
    const step = this.#past.at(-1);
    if (step === undefined || this.readonly) return false;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, step];
    this.#put(replay(this.#definition, step.inverses, this.#scene));
    return true;
  }

  redo(): boolean {
    const step = this.#future.at(-1);
    if (step === undefined || this.readonly) return false;
    const made = makeStep(this.#definition, step.edits, { scene: this.#scene, run: '' });
    if (!made.ok) return false;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, made.value.step];
    this.#put(made.value.definition);
    return true;
  }

  /** Ends the run of keystrokes that make one step. */
  rest(): void {
    const before = this.#past.at(-1);
    if (before !== undefined && before.run !== '') this.#past = [...this.#past.slice(0, -1), { ...before, run: '' }];
  }

  /** Goes on with another document, as found in this browser: there is nothing to undo then. */
  adopt(document: Definition): void {
    this.#past = [];
    this.#future = [];
    this.#put(document);
  }

  #put(definition: Definition): void {
    this.#definition = definition;
    this.refusal = [];
    this.#onchange();
  }
}

const mostSteps = 500;

/** Keys of new fields are made of the type; a key that says more comes from the server when the field gets its name (field-keys.ts). */
const makeKey = (title: string, taken: ReadonlySet<string>): string => {
  const plain = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  const start = /^[a-z]/.test(plain) ? plain : 'item';
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
