import type { FieldSchema, Value } from '#core/definition/definition.ts';
import { localTime } from '#core/field/calendar.ts';
import type { Lookup } from '#core/field/contract.ts';
import { optionsOf, optionWordsOf } from '#core/field/option-rules.ts';
import { fieldTypes } from '#core/field/registry.ts';
import { titleIn } from '#core/naming.ts';
import type { Cell } from '#core/transfer/cell.ts';

/** How a column's values are shown in a workbook. Everything that is not computed with is text, so that 001 and long phones stay as they are. */
export const columnFormats = ['text', 'general', 'number', 'money', 'percent', 'date', 'datetime', 'wrapped'] as const;
export type ColumnFormat = (typeof columnFormats)[number];

export interface PlannedColumn {
  readonly title: string;
  readonly format: ColumnFormat;
  /** Words of a dropdown; `strict` refuses others when typed in the spreadsheet program. */
  readonly list?: { readonly words: readonly string[]; readonly strict: boolean };
}

const formats: Readonly<Partial<Record<FieldSchema['x-type'], ColumnFormat>>> = {
  number: 'number',
  money: 'money',
  percent: 'percent',
  date: 'date',
  datetime: 'datetime',
  'long-text': 'wrapped',
};

/** The column of a field: its title, its format, and for choices and yes-no the words that may be chosen; retired options are not offered. */
export const exportColumn = (field: FieldSchema, lookup: Pick<Lookup, 'language'>): PlannedColumn => {
  const column = { title: titleIn(field, lookup.language), format: formats[field['x-type']] ?? 'text' };
  if (field['x-type'] === 'yes-no')
    return { ...column, list: { words: lookup.language === 'en' ? ['Yes', 'No'] : ['是', '否'], strict: true } };
  if (field['x-type'] !== 'choice') return column;
  const open = optionsOf(field).filter((option) => option.deprecated !== true);
  return {
    ...column,
    list: { words: open.map((option) => optionWordsOf(option, field, lookup.language)), strict: field['x-other'] !== true },
  };
};

/** A value as a cell that imports again as the same value: real numbers and dates, moments in the zone of the lookup, words for the rest. */
export const exportCell = (value: Value, field: FieldSchema, lookup: Lookup): Cell => {
  if (value === null) return null;
  const type = field['x-type'];
  if (typeof value === 'number') return value;
  if (type === 'date' && typeof value === 'string') return { date: value };
  if (type === 'datetime' && typeof value === 'string' && !Number.isNaN(Date.parse(value))) {
    return { date: localTime(Date.parse(value), lookup.zone).slice(0, 19) };
  }
  const words = fieldTypes[type].format(value, field, lookup);
  return words === '' ? null : words;
};
