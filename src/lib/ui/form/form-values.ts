import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { sameValue } from '#core/record/merge.ts';

/** The moment of a judgement. */
export const nowIso = (): string => new Date().toISOString();

/** Facts of the row beside its values, as conditions read them; of a new one, those it is going to have. */
export const systemFacts = (
  record: StoredRecord | undefined,
  fresh: { readonly now: string; readonly me: string; readonly revision: number },
) =>
  record === undefined
    ? { $created: fresh.now, $updated: fresh.now, $by: fresh.me, $revision: fresh.revision }
    : { $created: record.created, $updated: record.updated, $by: record.createdBy, $revision: record.revision };

/** A value as far as it has the form of its type: what conditions read while somebody is typing. */
const readable = (field: CompiledField, value: Value): Value => {
  if (value === null) return null;
  if (Array.isArray(value)) return field.type.json === 'array' ? field.type.clean(value) : null;
  return typeof value === field.type.json ? field.type.clean(value) : null;
};

export const readableValues = (table: CompiledTable, values: Values): Values =>
  Object.fromEntries(table.fields.map((field) => [field.key, readable(field, values[field.key] ?? null)]));

/** Fields of a form that are sent: shown, and not given by the server. */
export type Editable = (field: CompiledField) => boolean;

/** What a new record sends. A field that was emptied on purpose is null, so that no default fills it again. */
export const newValues = (
  table: CompiledTable,
  { values, defaults, isEditable }: { values: Values; defaults: Values; isEditable: Editable },
): Values =>
  Object.fromEntries(
    table.fields.flatMap((field): [string, Value][] => {
      const value = values[field.key] ?? null;
      return isEditable(field) && (value !== null || field.key in defaults) ? [[field.key, value]] : [];
    }),
  );

/** What a change sends: the fields that differ from what stands, and those that are to stay as they stand. */
export const changedValues = (
  table: CompiledTable,
  { typed, standing, isEditable, confirmed }: { typed: Values; standing: Values; isEditable: Editable; confirmed: readonly string[] },
): Values =>
  Object.fromEntries(
    table.fields.flatMap((field): [string, Value][] => {
      const stands = standing[field.key] ?? null;
      const given = typed[field.key];
      const value = given === undefined ? stands : given;
      return (!sameValue(value, stands) || confirmed.includes(field.key)) && isEditable(field) ? [[field.key, value]] : [];
    }),
  );
