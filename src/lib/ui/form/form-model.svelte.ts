import type { FieldCheck } from '#core/compile/field-check.ts';
import type { CompiledField } from '#core/compile/compiled-table.ts';
import { closedOptions, idsOf, limitsOf } from '#core/condition/option-limits.ts';
import type { FieldSchema, Option, Value, Values } from '#core/definition/definition.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { isRequired, isShown, judgeChange, judgeCreate, type Judging } from '#core/record/judge.ts';
import { isLocked } from '#core/record/judge-limits.ts';
import { sameValue } from '#core/record/merge.ts';
import type { TableModel } from '#ui/list/table-facts.ts';
import { changedValues, newValues, nowIso, readableValues, systemFacts } from './form-values.ts';
import { acceptAll } from './load-check.ts';

/** The values of one form, and what core says of them at every keystroke. */
export class FormModel {
  readonly #model: TableModel;
  readonly #defaults: Values;
  #check = $state.raw<FieldCheck>(acceptAll);
  #record = $state.raw<StoredRecord>();
  #typed = $state.raw<Values>({});
  #confirmed = $state.raw<readonly string[]>([]);

  readonly #standing = $derived.by<Values>(() => this.#record?.values ?? this.#defaults);
  readonly values = $derived.by<Values>(() => ({ ...this.#standing, ...this.#typed }));
  readonly #judging = $derived.by<Judging>(() => judgingOf(this.#model, this.#check));
  readonly #system = $derived.by(() => {
    const { asker, table } = this.#model;
    return systemFacts(this.#record, { now: this.#judging.now, me: asker.me, revision: table.revision });
  });
  readonly #facts = $derived.by(() => ({ values: readableValues(this.#model.table, this.values), system: this.#system }));
  readonly #shown = $derived.by(() => this.#model.table.fields.filter((field) => isShown(field, this.#facts, this.#judging)));
  /** What would be sent. */
  readonly changes = $derived.by<Values>(() => {
    const { table } = this.#model;
    const isEditable = (field: CompiledField): boolean => field.schema.readOnly !== true && this.shown(field);
    return this.#record === undefined
      ? newValues(table, { values: this.values, defaults: this.#defaults, isEditable })
      : changedValues(table, { typed: this.#typed, standing: this.#standing, isEditable, confirmed: this.#confirmed });
  });
  readonly verdict = $derived.by(() =>
    this.#record === undefined
      ? judgeCreate(this.changes, this.#judging)
      : judgeChange({ values: this.#record.values, system: this.#system }, this.changes, this.#judging),
  );
  readonly isDirty = $derived.by(
    () => this.#confirmed.length > 0 || Object.entries(this.#typed).some(([key, value]) => !sameValue(value, this.#standing[key] ?? null)),
  );

  /** `record` is what stands on the server; undefined while it is new. */
  constructor(model: TableModel, record: StoredRecord | undefined) {
    this.#model = model;
    this.#record = record;
    this.#defaults = judgeCreate({}, judgingOf(model, acceptAll)).values;
  }

  get record(): StoredRecord | undefined {
    return this.#record;
  }

  value(key: string): Value {
    return this.values[key] ?? null;
  }

  shown(field: CompiledField): boolean {
    return this.#shown.includes(field);
  }

  required(field: CompiledField): boolean {
    return field.schema.readOnly !== true && isRequired(field, this.#facts, this.#judging);
  }

  /** The row as it stands keeps this field from being changed. */
  locked(field: CompiledField): boolean {
    return this.#record !== undefined && isLocked(field, { values: this.#record.values, system: this.#system }, this.#judging);
  }

  /** The field with the options that may be chosen now, and those that are chosen already. */
  offered(field: CompiledField): FieldSchema {
    if (limitsOf(field.schema).length === 0) return field.schema;
    const { asker, table } = this.#judging;
    const closed = closedOptions(field.schema, { facts: this.#facts, scene: { asker, source: table } }).map((option) => option.const);
    const kept = [...idsOf(this.value(field.key)), ...idsOf(this.#standing[field.key] ?? null)];
    return withoutOptions(
      field.schema,
      closed.filter((id) => !kept.includes(id)),
    );
  }

  set(key: string, value: Value): void {
    this.#typed = { ...this.#typed, [key]: value };
  }

  /** Sends a field as it stands: of two values that differ between revisions, the shown one holds. */
  confirm(key: string): void {
    this.#confirmed = [...this.#confirmed, key];
  }

  confirms(key: string): boolean {
    return this.#confirmed.includes(key);
  }

  useCheck(check: FieldCheck): void {
    this.#check = check;
  }

  /** Takes a newer row as what stands; `keep` are the changes that go on top of it. */
  rebase(record: StoredRecord, keep: Values): void {
    this.#confirmed = this.#confirmed.filter((key) => sameValue(this.#standing[key] ?? null, record.values[key] ?? null));
    this.#record = record;
    this.#typed = keep;
  }

  /** Back to what stands. */
  reset(): void {
    this.#typed = {};
    this.#confirmed = [];
  }
}

const withoutOptions = (field: FieldSchema, ids: readonly string[]): FieldSchema => {
  const left = (options: readonly Option[]): readonly Option[] => options.filter((option) => !ids.includes(option.const));
  return {
    ...field,
    ...(field.oneOf === undefined ? {} : { oneOf: left(field.oneOf) }),
    ...(field.items === undefined ? {} : { items: { oneOf: left(field.items.oneOf) } }),
  };
};

const judgingOf = ({ table, lookup, asker }: TableModel, check: FieldCheck): Judging => ({
  table,
  check,
  lookup,
  asker,
  now: nowIso(),
  givesNumbers: true,
});
