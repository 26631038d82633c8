import { lineKind } from '#core/compile/cell-line.ts';
import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import { compileFieldCheck, type FieldCheck } from '#core/compile/field-check.ts';
import { lineBook, type RegisteredLine } from '#core/compile/line-book.ts';
import { planLines, registryAfter, type LinePlan } from '#core/compile/plan-lines.ts';
import { same } from '#core/definition/change.ts';
import type { Definition, FieldSchema } from '#core/definition/definition.ts';

/** A field of the new revision whose change can affect rows, and how. */
export interface ChangedField {
  readonly key: string;
  /** As rows are read; undefined where the column is not there yet. */
  readonly from: CompiledField | undefined;
  readonly to: CompiledField;
  /** Shows another line: its values are converted. */
  readonly moved: boolean;
  /** Another type on the same line: sort keys and search words are made anew. */
  readonly derived: boolean;
  /** Other bounds, pattern, lengths, decimals or type of one kind. */
  readonly rules: boolean;
  /** Newly required, or shown or required on another condition. */
  readonly required: boolean;
}

export interface RevisionChange {
  readonly plan: LinePlan;
  /** The new revision, its book as it is once the plan is registered. */
  readonly table: CompiledTable;
  /** Pages of rows are read under this (scanSql, readRow): the live lines, restored fields, every line there is. */
  readonly reading: CompiledTable;
  readonly check: FieldCheck;
  readonly fields: readonly ChangedField[];
}

export interface Comparing {
  readonly live: CompiledTable;
  /** All registered lines of the table. */
  readonly registry: readonly RegisteredLine[];
  readonly today: string;
  /** Whether the columns of the new revision are there: after the first step of a publish, and in a trial. */
  readonly hasColumns: boolean;
}

/** What a new revision changes for rows: read pages under `reading`, classify or backfill them with the same change. */
export const compareRevisions = (
  comparing: Comparing,
  next: { readonly definition: Definition; readonly number: number },
): RevisionChange => {
  const { live, registry, today, hasColumns } = comparing;
  const plan = planLines({ book: live.lines, registry, before: live.definition }, next.definition);
  const full = registryAfter(registry, plan);
  const table = compileTable(next.definition, next.number, lineBook(plan.lines, full, today));
  const reading = readingTable({ live, table, registry: hasColumns ? full : registry, hasColumns });
  return {
    plan,
    table,
    reading,
    check: compileFieldCheck(table),
    fields: table.fields.flatMap((to) => changedField(to, { live, reading })),
  };
};

interface Reading {
  readonly live: CompiledTable;
  readonly table: CompiledTable;
  readonly registry: readonly RegisteredLine[];
  readonly hasColumns: boolean;
}

/** The live fields on their lines with every registered line beside them, and those the new revision adds as far as their columns are there. */
const readingTable = ({ live, table, registry, hasColumns }: Reading): CompiledTable => {
  const { definition } = live;
  const removed = definition.record['x-removed'] ?? {};
  const added = Object.entries(table.definition.record.properties).filter(
    ([key]) => !Object.hasOwn(definition.record.properties, key) && (hasColumns || Object.hasOwn(removed, key)),
  );
  const properties = Object.fromEntries(
    Object.entries(definition.record.properties).map(([key, schema]) => [key, hasColumns ? withOther(schema, table.field(key)) : schema]),
  );
  const restored = added.map(([key, schema]): [string, FieldSchema] => [key, removed[key] ?? schema]);
  const record = { ...definition.record, properties: { ...properties, ...Object.fromEntries(restored) } };
  const lines = Object.fromEntries(Object.entries(live.lines).map(([key, { line }]) => [key, line]));
  return compileTable({ ...definition, record }, live.revision, lineBook(lines, registry, ''));
};

/** A choice that gets its 其他 text has that text's column too. */
const withOther = (schema: FieldSchema, next: CompiledField | undefined): FieldSchema =>
  schema['x-type'] === 'choice' && next?.schema['x-other'] === true ? { ...schema, 'x-other': true } : schema;

const ruleKeywords = ['x-type', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'x-digits', 'minItems', 'maxItems'] as const;

const changedField = (to: CompiledField, { live, reading }: Record<'live' | 'reading', CompiledTable>): readonly ChangedField[] => {
  const from = reading.field(to.key);
  const before = live.field(to.key);
  const moved = from !== undefined && from.line !== to.line;
  const derived = from !== undefined && !moved && from.type !== to.type && lineKind(to.schema) === 'text';
  const rules = from !== undefined && (moved || ruleKeywords.some((keyword) => from.schema[keyword] !== to.schema[keyword]));
  const required = mayRequire(to) && !(before && sameDemand(before, to));
  return moved || rules || required ? [{ key: to.key, from, to, moved, derived, rules, required }] : [];
};

const mayRequire = (field: CompiledField): boolean => (field.required || field.require !== undefined) && field.schema.readOnly !== true;

const sameDemand = (before: CompiledField, to: CompiledField): boolean =>
  before.required === to.required && same(before.require, to.require) && same(before.show, to.show);
