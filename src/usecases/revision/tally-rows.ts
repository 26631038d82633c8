import type { ConversionKind } from '#core/convert/conversion.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { FieldTypeName, FieldSchema, Value } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import { fieldTypes } from '#core/field/registry.ts';
import { namesOf, type Titled } from '#core/naming.ts';
import type { FieldOutcome, RowOutcome } from '#core/record/classify-row.ts';
import type { ChangedField, RevisionChange } from '#core/record/compare-revisions.ts';
import type { StoredRecord } from '#core/query/row-json.ts';

/** Rows by what becomes of them. */
export interface Counts {
  clean: number;
  lossy: number;
  failing: number;
}

export interface Sample {
  readonly id: string;
  readonly title: string;
  /** The row's number, '' without one. */
  readonly number: string;
  /** In words. */
  readonly before: string;
  readonly after: string;
  /** Clean ones only of fields that get their first values. */
  readonly kind: ConversionKind;
}

export interface FieldTally extends Counts, Titled {
  readonly key: string;
  readonly change: { readonly from: FieldTypeName; readonly to: FieldTypeName } | null;
  /** Key and names of the field whose text gives the first values. */
  readonly fill?: Titled & { readonly from: string };
  readonly samples: Sample[];
  readonly unread: readonly { readonly text: string; readonly count: number }[];
}

/** What publishing does to the rows outside the bin; each counts once, by the worst of its fields. */
export interface RowReport extends Readonly<Counts> {
  readonly rows: number;
  readonly fields: readonly FieldTally[];
}

const mostSamples = 50;
const mostClean = 20;
/** Failing texts: counted as long as there are not too many different ones, told as far as a person can read them. */
const mostTexts = 20_000;
const mostUnread = 100;

interface Counting extends Counts {
  readonly field: ChangedField;
  readonly samples: Sample[];
  readonly texts: Map<string, number>;
}

/** A field that is only newly required leaves its rows as they are until they are edited, so it is told as a change and not counted. */
export const judgedFields = ({ fields }: RevisionChange): readonly ChangedField[] =>
  fields.filter(({ moved, rules, filling }) => moved || rules || filling);

/** Counts classified rows, and keeps the first of those that somebody has to look at. */
export const openTally = (change: RevisionChange, lookup: Lookup) => {
  const fields = new Map(
    change.fields.map((field): [string, Counting] => [field.key, { ...zero(), field, samples: [], texts: new Map() }]),
  );
  const all = { rows: 0, ...zero() };
  return {
    add: (record: StoredRecord, outcome: RowOutcome): void => {
      all.rows += 1;
      let worst: keyof Counts = 'clean';
      for (const part of outcome.fields) {
        const counting = fields.get(part.key);
        if (!counting) continue;
        counting[part.kind] += 1;
        if (worst !== 'failing' && part.kind !== 'clean') worst = part.kind;
        if (isTold(counting, part)) note(counting, { part, record, kind: part.kind, table: change.reading, lookup });
      }
      all[worst] += 1;
    },
    report: (): RowReport => ({
      ...all,
      fields: [...fields.values()].map((counting) => ({ ...fieldTally(counting), clean: all.rows - counting.lossy - counting.failing })),
    }),
  };
};

const zero = (): Counts => ({ clean: 0, lossy: 0, failing: 0 });

/** Whom somebody has to look at; of first values some that came out well are shown too. */
const isTold = ({ field, clean }: Counting, { kind, before }: FieldOutcome): boolean =>
  kind !== 'clean' || (field.filling !== undefined && before !== null && clean <= mostClean);

interface Noted {
  readonly part: FieldOutcome;
  readonly kind: Sample['kind'];
  readonly record: StoredRecord;
  readonly table: CompiledTable;
  readonly lookup: Lookup;
}

const note = (counting: Counting, { part, kind, record, table, lookup }: Noted): void => {
  const { field, samples, texts } = counting;
  const before = wordsOf(part.before, (field.filling?.source ?? field.from)?.schema, lookup);
  if (kind === 'failing' && before !== '' && (texts.size < mostTexts || texts.has(before))) texts.set(before, (texts.get(before) ?? 0) + 1);
  if (counting[kind] > mostSamples) return;
  const after = wordsOf(part.after, field.to.schema, lookup);
  samples.push({ id: record.id, ...nameOf(table, record), before, after, kind });
};

const wordsOf = (value: Value, schema: FieldSchema | undefined, lookup: Lookup): string =>
  value === null || schema === undefined ? '' : fieldTypes[schema['x-type']].format(value, schema, lookup) || String(value);

/** How people call a row: its first text, and its number. */
export const nameFields = (table: CompiledTable): readonly string[] =>
  [table.fields.find((field) => field.type.name === 'text'), table.serials[0]].flatMap((field) => (field ? [field.key] : []));

export const nameOf = (table: CompiledTable, { values }: Pick<StoredRecord, 'values'>): Pick<Sample, 'title' | 'number'> => {
  const word = (key: string | undefined): string => (key === undefined ? '' : String(values[key] ?? '').slice(0, 60));
  return { title: word(table.fields.find((field) => field.type.name === 'text')?.key), number: word(table.serials[0]?.key) };
};

const fieldTally = ({ field, samples, texts, ...counts }: Counting): FieldTally => {
  const { to, filling } = field;
  const from = filling?.source ?? field.from;
  const isOther = from !== undefined && (filling !== undefined || from.type.name !== to.type.name);
  return {
    key: field.key,
    ...namesOf(to.schema),
    change: isOther ? { from: from.type.name, to: to.type.name } : null,
    ...counts,
    ...(filling ? { fill: { from: filling.source.key, ...namesOf(filling.source.schema) } } : {}),
    samples,
    unread: [...texts]
      .sort(([, one], [, other]) => other - one)
      .slice(0, mostUnread)
      .map(([text, count]) => ({ text, count })),
  };
};
