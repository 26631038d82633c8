import type { Asker } from '#core/condition/condition.ts';
import { evaluate, type Facts } from '#core/condition/evaluate.ts';
import { fieldsUsed } from '#core/condition/check-condition.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { FieldCheck } from '#core/compile/field-check.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import { limitsOf } from '#core/condition/option-limits.ts';
import { changedLimitFaults, limitFaults, lockFaults } from '#core/record/judge-limits.ts';
import { faultsToProblems } from '#core/record/faults-to-problems.ts';
import { storableFaults } from '#core/record/storable-faults.ts';

/** All a verdict needs besides the record. `now`: ISO moment. `givesNumbers` false lets the caller bring numbers (imports). */
export interface Judging {
  readonly table: CompiledTable;
  readonly check: FieldCheck;
  readonly lookup: Lookup;
  readonly asker: Asker;
  readonly now: string;
  readonly givesNumbers: boolean;
}

/** What stands: facts of a stored row, or of the row a create would make. */
export interface Standing {
  readonly values: Values;
  readonly system: Readonly<Record<string, Value>>;
}

export interface Verdict {
  /** Cleaned values: of a create all that are set, of a change those it names. */
  readonly values: Values;
  readonly problems: readonly Problem[];
  /** Standing faults that a change did not touch; never a refusal. */
  readonly warnings: readonly Problem[];
}

type Raw = Readonly<Record<string, unknown>>;

/** The verdict on a new record: judged whole, defaults filled in for absent keys, every problem listed. */
export const judgeCreate = (raw: Raw, judging: Judging): Verdict => {
  const strange = strangeKeys(raw, undefined, judging);
  const filled: Record<string, unknown> = {};
  for (const field of judging.table.fields) {
    const given = Object.hasOwn(raw, field.key) ? raw[field.key] : defaultOf(field, judging);
    if (given !== undefined && given !== null) filled[field.key] = given;
  }
  const values = cleanAll(filled, judging.table);
  const standing = {
    values,
    system: { $created: judging.now, $updated: judging.now, $by: judging.asker.me, $revision: judging.table.revision },
  };
  const faults = judging.table.fields.flatMap((field) => judgeField(field, { given: filled[field.key], standing }, judging));
  return { values, problems: [...strange, ...faults], warnings: [] };
};

/** The verdict on a change: judged on the fields it names and on those whose conditions read a named field. */
export const judgeChange = (before: Standing, raw: Raw, judging: Judging): Verdict => {
  const strange = strangeKeys(raw, before.values, judging);
  const named = judging.table.fields.filter((field) => Object.hasOwn(raw, field.key));
  const values: Record<string, Value> = {};
  for (const field of named) values[field.key] = cleanOne(field, raw[field.key]);
  const after: Standing = { values: { ...before.values, ...values }, system: before.system };
  const problems: Problem[] = [...strange];
  const warnings: Problem[] = [];
  for (const field of judging.table.fields) {
    const isNamed = Object.hasOwn(values, field.key);
    const candidate = { given: isNamed ? raw[field.key] : before.values[field.key], standing: after, before };
    (isNamed || readsAny(field, values) ? problems : warnings).push(...judgeChanged(field, candidate, judging));
  }
  return { values, problems, warnings };
};

/** Whether a condition of a field reads a named one; a lock reads the row as it stood and is no such condition. */
const readsAny = (field: CompiledField, named: Values): boolean =>
  [field.show, field.require, ...limitsOf(field.schema)].some(
    (condition) => condition && fieldsUsed(condition).some((key) => Object.hasOwn(named, key)),
  );

const judgeChanged = (field: CompiledField, candidate: Candidate & { readonly before: Standing }, judging: Judging): readonly Problem[] => {
  const { standing: after, before } = candidate;
  const locked = lockFaults(field, { before, now: after.values[field.key] ?? null }, judging);
  return locked.length > 0 ? locked : judgeField(field, candidate, judging);
};

/** What no schema says of a value. A retired option that stood before is none of it. */
const furtherFaults = (field: CompiledField, { standing, before }: Candidate, { lookup }: Judging): readonly Problem[] =>
  (field.type.judge?.(standing.values[field.key] ?? null, field.schema, lookup) ?? []).filter(
    ({ code }) => !before || !['retired-option', 'replaced-option'].includes(code) || !keepsRetired(field, before.values, standing.values),
  );

/** Where conditions are evaluated. */
export type Scene = Pick<Judging, 'asker' | 'table'>;

/** Whether a field is shown for the values as they stand; a hidden field keeps its value and is not judged beyond being one. */
export const isShown = (field: CompiledField, facts: Facts, { asker, table }: Scene): boolean =>
  field.show === undefined || evaluate(field.show, facts, { asker, source: table });

export const isRequired = (field: CompiledField, facts: Facts, { asker, table }: Scene): boolean =>
  field.required || (field.require !== undefined && evaluate(field.require, facts, { asker, source: table }));

const judgeField = (field: CompiledField, candidate: Candidate, judging: Judging): readonly Problem[] => {
  const { given, standing, before } = candidate;
  if (!isShown(field, standing, judging)) return storableFaults(field, given);
  const value = standing.values[field.key] ?? null;
  if (given !== null && given !== undefined) {
    const faults = schemaFaults(field, { given, kept: value }, judging);
    if (faults.length > 0) return faults;
    const further = furtherFaults(field, candidate, judging);
    if (further.length > 0) return further.map((fault) => ({ ...fault, path: pointer(field.key) }));
  }
  const closed = before ? changedLimitFaults(field, { before, after: standing }, judging) : limitFaults(field, standing, judging);
  if (closed.length > 0) return closed;
  const missing = value === null && field.schema.readOnly !== true && isRequired(field, standing, judging);
  return missing ? [problem('required', pointer(field.key), requiredBecause(field))] : [];
};

/** A text is judged as it was given and, where cleaning changes it, as it would be kept: no row holds what its own field refuses. */
const schemaFaults = (
  field: CompiledField,
  { given, kept }: { readonly given: unknown; readonly kept: Value },
  { check }: Judging,
): readonly Problem[] => {
  const faults = check(field.key, given);
  if (faults.length > 0) return faultsToProblems(field, faults, given);
  return typeof kept === 'string' && kept !== given ? faultsToProblems(field, check(field.key, kept), kept) : [];
};

/** A value as given, and the row it would stand in; of a change, the row before it. */
interface Candidate {
  readonly given: unknown;
  readonly standing: Standing;
  readonly before?: Standing;
}

/** A field that only a condition requires says so, that the words can name the condition. */
const requiredBecause = (field: CompiledField): Problem['params'] => (field.required ? {} : { conditional: true });

/** Keys that are no field, and numbers that only the server gives. */
const strangeKeys = (raw: Raw, before: Values | undefined, { table, givesNumbers }: Judging): readonly Problem[] =>
  Object.keys(raw).flatMap((key) => {
    const field = table.field(key);
    if (!field) return [problem('unknown-field', pointer(key), { field: key })];
    const unchanged = before !== undefined && before[key] === raw[key];
    return field.schema.readOnly === true && givesNumbers && !unchanged ? [problem('read-only', pointer(key))] : [];
  });

const defaultOf = (field: CompiledField, { asker, now }: Judging): unknown => {
  const dynamic = field.schema['x-default'];
  if (dynamic === undefined) return field.schema.default;
  if ('me' in dynamic) return asker.me;
  return 'today' in dynamic ? asker.today : now;
};

/** Cleaned where the value has the type's JSON form; others wait for the check to refuse them. */
const cleanOne = (field: CompiledField, given: unknown): Value => {
  if (given === null || given === undefined) return null;
  if (Array.isArray(given)) return field.type.json === 'array' ? field.type.clean(given.map(String)) : null;
  const fits = typeof given === field.type.json && (typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean');
  return fits ? field.type.clean(given) : null;
};

const cleanAll = (given: Raw, table: CompiledTable): Values => {
  const values: Record<string, Value> = {};
  for (const field of table.fields) {
    const value = cleanOne(field, given[field.key]);
    if (value !== null) values[field.key] = value;
  }
  return values;
};

/** An unchanged retired value is always accepted; of several, those that stood before are. */
const keepsRetired = (field: CompiledField, before: Values, after: Values): boolean => {
  const [old, now] = [before[field.key] ?? null, after[field.key] ?? null];
  if (!Array.isArray(now)) return old === now;
  const retired = new Set((field.schema.items?.oneOf ?? []).filter((option) => option.deprecated === true).map((option) => option.const));
  return now.every((id) => !retired.has(id) || (Array.isArray(old) && old.includes(id)));
};
