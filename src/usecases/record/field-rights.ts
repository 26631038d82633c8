import type { CompiledField } from '#core/compile/compiled-table.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import { mayEditField } from '#core/permission/field-access.ts';
import { pointer, problem, type Problem } from '#core/problem.ts';
import { sameValue } from '#core/record/merge.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

type Raw = Readonly<Record<string, unknown>>;

export interface AllowedChange {
  /** What the caller may give, for the verdict. */
  readonly raw: Raw;
  readonly problems: readonly Problem[];
}

/**
 * Takes out of a change what the caller may not touch: a field kept from them is no field at all (`unknown-field`), one they only see
 * refuses a changed value (`no-right-field`) and takes the value that stands, and unset at a create.
 */
export const checkFieldRights = (access: TableAccess, raw: Raw, before: Values = {}): AllowedChange => {
  if (access.table === access.whole) return { raw, problems: [] };
  const problems: Problem[] = [];
  const allowed = Object.entries(raw).filter(([key, given]) => {
    const field = access.whole.field(key);
    if (field && !access.table.field(key)) problems.push(problem('unknown-field', pointer(key), { field: key }));
    if (!field || mayEditField(access.whole, key, access.caller.role)) return !field || access.table.field(key) !== undefined;
    if (access.table.field(key) && !sameValue(cleaned(field, given), before[key] ?? null))
      problems.push(problem('no-right-field', pointer(key)));
    return false;
  });
  return { raw: Object.fromEntries(allowed), problems };
};

/** A value of another form than the field's is a changed one. */
const cleaned = (field: CompiledField, given: unknown): Value => {
  if (given === null || given === undefined) return null;
  if (Array.isArray(given)) return field.type.clean(given.map(String));
  return typeof given === 'string' || typeof given === 'number' || typeof given === 'boolean' ? field.type.clean(given) : String(given);
};

/** Faults of fields kept from the caller are not theirs to hear of, nor to mend. */
export const onSeenFields = (access: TableAccess, problems: readonly Problem[]): readonly Problem[] => {
  if (access.table === access.whole) return problems;
  return problems.filter(({ path }) => {
    const key = path.split('/')[1] ?? '';
    return access.whole.field(key) === undefined || access.table.field(key) !== undefined;
  });
};
