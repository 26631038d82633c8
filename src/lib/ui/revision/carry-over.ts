import { fieldTypes } from '#core/field/registry.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import { titleOf } from '#ui/field/title-of.ts';
import type { TableModel } from '#ui/list/table-facts.ts';

/** Something typed that the new form has no place for, in words. */
export interface LostValue {
  readonly key: string;
  readonly title: string;
  readonly text: string;
}

/** As much of a table as its form is made of. */
type FormOf = Pick<TableModel, 'table' | 'lookup'> & { readonly context: Pick<TableModel['context'], 'language'> };

/** What was typed under one revision, for the form of the next: fields that are still there take it, the rest is told. */
export const carryOver = (
  typed: Values,
  before: FormOf,
  after: FormOf,
): { readonly carried: Values; readonly lost: readonly LostValue[] } => {
  const carried: Record<string, Value> = {};
  const lost: LostValue[] = [];
  for (const [key, value] of Object.entries(typed)) {
    const [old, now] = [before.table.field(key), after.table.field(key)];
    if (old === undefined || value === null) {
      if (now !== undefined) carried[key] = value;
      continue;
    }
    const isReadable = Array.isArray(value) ? old.type.json === 'array' : typeof value === old.type.json;
    const text = isReadable ? old.type.format(value, old.schema, before.lookup) : String(value);
    const fits =
      now !== undefined && fitting(value, text, { same: now.schema['x-type'] === old.schema['x-type'], now, lookup: after.lookup });
    if (fits === undefined || fits === false) lost.push({ key, title: titleOf(old.schema, before.context.language), text });
    else carried[key] = fits.value;
  }
  return { carried, lost };
};

interface Place {
  readonly same: boolean;
  readonly now: NonNullable<ReturnType<TableModel['table']['field']>>;
  readonly lookup: TableModel['lookup'];
}

/** The same type takes the value, also half-typed; another type what its words mean. */
const fitting = (value: Value, text: string, { same, now, lookup }: Place): { readonly value: Value } | undefined => {
  if (same) return { value };
  const parsed = fieldTypes[now.schema['x-type']].parse(text, now.schema, lookup);
  return parsed.ok && parsed.value !== null ? { value: parsed.value } : undefined;
};
