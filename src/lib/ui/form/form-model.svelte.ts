import type { FieldCheck } from '#core/compile/field-check.ts';
import type { CompiledField } from '#core/compile/compiled-table.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import type { Facts } from '#core/condition/evaluate.ts';
import type { Problem } from '#core/problem.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { isRequired, isShown, judgeChange, judgeCreate, type Judging, type Verdict } from '#core/record/judge.ts';
import { sameValue } from '#core/record/merge.ts';
import type { TableModel } from '#ui/list/table-facts.ts';
import { acceptAll } from './load-check.ts';

/** The values of one form, and what core says of them at every keystroke. */
export interface FormModel {
  readonly values: Values;
  /** What stands on the server; undefined while the record is new. */
  readonly record: StoredRecord | undefined;
  /** What would be sent. */
  readonly changes: Values;
  readonly isDirty: boolean;
  readonly verdict: Verdict;
  value(key: string): Value;
  shown(field: CompiledField): boolean;
  required(field: CompiledField): boolean;
  set(key: string, value: Value): void;
  useCheck(check: FieldCheck): void;
  /** Takes a newer row as what stands; `keep` are the changes that go on top of it. */
  rebase(record: StoredRecord, keep: Values): void;
  /** Back to what stands. */
  reset(): void;
}

/** A value as far as it has the form of its type: what conditions read while somebody is typing. */
const readable = (field: CompiledField, value: Value): Value => {
  if (value === null) return null;
  if (Array.isArray(value)) return field.type.json === 'array' ? field.type.clean(value) : null;
  return typeof value === field.type.json ? field.type.clean(value) : null;
};

export const formModel = (model: TableModel, seed: StoredRecord | undefined): FormModel => {
  const { table, asker, lookup } = model;
  let check = $state.raw<FieldCheck>(acceptAll);
  let record = $state.raw(seed);
  let typed = $state.raw<Values>({});
  const judging = $derived<Judging>({ table, check, lookup, asker, now: new Date().toISOString(), givesNumbers: true });
  /** What a new record starts with. */
  const defaults = judgeCreate({}, { table, check: acceptAll, lookup, asker, now: new Date().toISOString(), givesNumbers: true }).values;
  const standing = $derived(record?.values ?? defaults);
  const values = $derived<Values>({ ...standing, ...typed });
  const system = $derived(
    record === undefined
      ? { $created: judging.now, $updated: judging.now, $by: asker.me, $revision: table.revision }
      : { $created: record.created, $updated: record.updated, $by: record.createdBy, $revision: record.revision },
  );
  const facts = $derived<Facts>({
    values: Object.fromEntries(table.fields.map((field) => [field.key, readable(field, values[field.key] ?? null)])),
    system,
  });
  const shownKeys = $derived(new Set(table.fields.filter((field) => isShown(field, facts, judging)).map((field) => field.key)));
  const isEditable = (field: CompiledField): boolean => field.schema.readOnly !== true && shownKeys.has(field.key);
  /** A field of a new record that was emptied on purpose is sent as null, so that no default fills it again. */
  const newValues = (): Values =>
    Object.fromEntries(
      table.fields.flatMap((field): [string, Value][] => {
        const value = values[field.key] ?? null;
        return isEditable(field) && (value !== null || field.key in defaults) ? [[field.key, value]] : [];
      }),
    );
  const changedValues = (): Values =>
    Object.fromEntries(
      table.fields.flatMap((field): [string, Value][] => {
        const value = typed[field.key];
        const differs = value !== undefined && !sameValue(value, record?.values[field.key] ?? null);
        return differs && isEditable(field) ? [[field.key, value]] : [];
      }),
    );
  const changes = $derived(record === undefined ? newValues() : changedValues());
  const verdict = $derived(
    record === undefined ? judgeCreate(changes, judging) : judgeChange({ values: record.values, system }, changes, judging),
  );

  return {
    get values() {
      return values;
    },
    get record() {
      return record;
    },
    get changes() {
      return changes;
    },
    get isDirty() {
      return Object.entries(typed).some(([key, value]) => !sameValue(value, standing[key] ?? null));
    },
    get verdict() {
      return verdict;
    },
    value: (key) => values[key] ?? null,
    shown: (field) => shownKeys.has(field.key),
    required: (field) => field.schema.readOnly !== true && isRequired(field, facts, judging),
    set: (key, value) => {
      typed = { ...typed, [key]: value };
    },
    useCheck: (next) => {
      check = next;
    },
    rebase: (next, keep) => {
      record = next;
      typed = keep;
    },
    reset: () => {
      typed = {};
    },
  };
};

/** Key of the field a problem is about; '' for the record as a whole. */
export const keyOf = ({ path }: Pick<Problem, 'path'>): string => (path.split('/')[1] ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
