import { lineKind } from '#core/compile/cell-line.ts';
import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import { compileFieldCheck, type FieldCheck } from '#core/compile/field-check.ts';
import { lineBook, type RegisteredLine } from '#core/compile/line-book.ts';
import { planLines, registryAfter, type LinePlan } from '#core/compile/plan-lines.ts';
import { same } from '#core/definition/change.ts';
import type { Definition, FieldFill, FieldSchema } from '#core/definition/definition.ts';
import { canSplit, cutsAlike } from '#core/definition/fill-orders.ts';
import type { Filling } from '#core/record/settle-fill.ts';

/** A field of the new revision whose change can affect rows, and how. */
export interface ChangedField {
  readonly key: string;
  /** As rows are read; undefined where the column is not there yet. */
  readonly from: CompiledField | undefined;
  readonly to: CompiledField;
  /** Shows another line: its values are converted. */
  readonly moved: boolean;
  /** Another type on the same line, or a field that comes back: sort keys and search words are made anew. */
  readonly derived: boolean;
  /** Other bounds, pattern, lengths, decimals or type of one kind. */
  readonly rules: boolean;
  /** Newly required, or shown or required on another condition. */
  readonly required: boolean;
  /** A new field that takes its first values from another one. */
  readonly filling: Filling | undefined;
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
  /** Whether new fields get their first values: not for a trial, nor when an earlier revision comes back as it was. */
  readonly fills?: boolean;
  /** Fields whose search words are made anew, changed or not: they come back, and rows were written without them. */
  readonly refind?: readonly string[];
}

/** What a new revision changes for rows: read pages under `reading`, classify or backfill them with the same change. */
export const compareRevisions = (
  comparing: Comparing,
  next: { readonly definition: Definition; readonly number: number },
): RevisionChange => {
  const { live, registry, today, hasColumns, fills = false, refind = [] } = comparing;
  const plan = planLines({ book: live.lines, registry, before: live.definition }, next.definition);
  const full = registryAfter(registry, plan);
  const table = compileTable(next.definition, next.number, lineBook(plan.lines, full, today));
  const reading = readingTable({ live, table, registry: hasColumns ? full : registry, hasColumns });
  return {
    plan,
    table,
    reading,
    check: compileFieldCheck(table),
    fields: table.fields.flatMap((to) =>
      changedField(to, {
        live,
        reading,
        filling: fills ? fillingOf(to, { live, reading, table }) : undefined,
        refound: refind.includes(to.key),
      }),
    ),
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
  const own = Object.entries(live.lines).map(([key, { line }]): [string, number] => [key, line]);
  const back = added.flatMap(([key]): readonly [string, number][] =>
    Object.hasOwn(removed, key) ? [] : [[key, table.lines[key]?.line ?? 1]],
  );
  return compileTable({ ...definition, record }, live.revision, lineBook(Object.fromEntries([...own, ...back]), registry, ''));
};

/** A choice that gets its 其他 text has that text's column too. */
const withOther = (schema: FieldSchema, next: CompiledField | undefined): FieldSchema =>
  schema['x-type'] === 'choice' && next?.schema['x-other'] === true ? { ...schema, 'x-other': true } : schema;

const ruleKeywords = ['x-type', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'x-digits', 'minItems', 'maxItems'] as const;

interface Places {
  readonly live: CompiledTable;
  readonly reading: CompiledTable;
}

/** Only for a key that the live document has not and never had. */
const fillingOf = (
  { key, schema }: CompiledField,
  { live, reading, table }: Places & { readonly table: CompiledTable },
): Filling | undefined => {
  const order = schema['x-fill'];
  const { properties, 'x-removed': removed = {} } = live.definition.record;
  if (order === undefined || Object.hasOwn(properties, key) || Object.hasOwn(removed, key)) return undefined;
  const source = Object.hasOwn(properties, order.from) ? reading.field(order.from) : undefined;
  if (!source || !canSplit(source.schema)) return undefined;
  const others = table.fields.flatMap(({ schema: { 'x-fill': other } }) => (other && cutsAlike(order, other) ? [other] : []));
  const isBehind = (other: FieldFill): boolean => 'part' in other && 'part' in order && other.part > order.part;
  return { order, source, last: !others.some(isBehind) };
};

interface Comings extends Places, Pick<ChangedField, 'filling'> {
  readonly refound: boolean;
}

const changedField = (to: CompiledField, { live, reading, filling, refound }: Comings): readonly ChangedField[] => {
  const from = reading.field(to.key);
  const before = live.field(to.key);
  const moved = from !== undefined && from.line !== to.line;
  const renewed = from !== undefined && from.type !== to.type && lineKind(to.schema) === 'text';
  const derived = from !== undefined && !moved && (renewed || (refound && filling === undefined));
  const rules = from !== undefined && (moved || ruleKeywords.some((keyword) => from.schema[keyword] !== to.schema[keyword]));
  const required = mayRequire(to) && !(before && sameDemand(before, to));
  const isChanged = moved || derived || rules || required || filling !== undefined;
  return isChanged ? [{ key: to.key, from, to, moved, derived, rules, required, filling }] : [];
};

const mayRequire = (field: CompiledField): boolean => (field.required || field.require !== undefined) && field.schema.readOnly !== true;

const sameDemand = (before: CompiledField, to: CompiledField): boolean =>
  before.required === to.required && same(before.require, to.require) && same(before.show, to.show);
