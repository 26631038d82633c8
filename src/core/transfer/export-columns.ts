import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { FieldTypeName, Value, Values } from '#core/definition/definition.ts';
import { localTime } from '#core/field/calendar.ts';
import type { Lookup } from '#core/field/contract.ts';
import { optionsOf, optionTitle } from '#core/field/option-rules.ts';
import type { Cell } from '#core/transfer/cell.ts';

export type ExportFormat = 'text' | 'number' | 'money' | 'percent' | 'date' | 'datetime' | 'wrapped';

/** A column of an exported file, and how its cells come from a row. */
export interface ExportColumnPlan {
  readonly key: string;
  readonly title: string;
  readonly format: ExportFormat;
  readonly list?: { readonly words: readonly string[]; readonly strict: boolean };
  readonly cell: (values: Values) => Cell;
}

const formats: Readonly<Partial<Record<FieldTypeName, ExportFormat>>> = {
  number: 'number',
  money: 'money',
  percent: 'percent',
  date: 'date',
  datetime: 'datetime',
  'long-text': 'wrapped',
};

/** The columns of the named fields, or of all in layout order; titles and words in the language of the reader. */
export const exportColumns = (table: CompiledTable, keys: readonly string[] | undefined, lookup: Lookup): readonly ExportColumnPlan[] => {
  const fields = keys === undefined ? table.fields : keys.flatMap((key) => withOther(table, key));
  return fields.map((field) => ({
    key: field.key,
    title: lookup.language === 'en' ? (field.schema['x-en']?.title ?? field.schema.title) : field.schema.title,
    format: formats[field.schema['x-type']] ?? 'text',
    ...listOf(field, lookup),
    cell: cellOf(field, lookup),
  }));
};

/** A choice carries the text of its 其他 with it. */
const withOther = (table: CompiledTable, key: string): readonly CompiledField[] =>
  table.fields.filter((field) => field.key === key || field.otherOf === key);

const listOf = (field: CompiledField, lookup: Lookup): { list?: { words: readonly string[]; strict: boolean } } => {
  if (field.type.name === 'yes-no')
    return { list: { words: [true, false].map((value) => field.type.format(value, field.schema, lookup)), strict: true } };
  if (field.type.name !== 'choice') return {};
  const open = optionsOf(field.schema).filter((option) => option.deprecated !== true);
  return { list: { words: open.map((option) => optionTitle(option, lookup.language)), strict: true } };
};

const cellOf = (field: CompiledField, lookup: Lookup): ((values: Values) => Cell) => {
  const { key, schema, type } = field;
  if (type.json === 'number') return (values) => numberCell(values[key] ?? null);
  if (type.name === 'date') return (values) => dateCell(values[key] ?? null);
  if (type.name === 'datetime') return (values) => momentCell(values[key] ?? null, lookup.zone);
  const words = new Map<Value, string>();
  const remembered = type.name === 'choice' || type.name === 'member' || type.name === 'region';
  return (values) => {
    const value = values[key] ?? null;
    if (value === null) return null;
    if (!remembered) return type.format(value, schema, lookup);
    const known = words.get(value) ?? type.format(value, schema, lookup);
    words.set(value, known);
    return known;
  };
};

const numberCell = (value: Value): Cell => (typeof value === 'number' ? value : null);
const dateCell = (value: Value): Cell => (typeof value === 'string' ? { date: value } : null);
const momentCell = (value: Value, zone: string): Cell => (typeof value === 'string' ? { date: localTime(Date.parse(value), zone) } : null);
