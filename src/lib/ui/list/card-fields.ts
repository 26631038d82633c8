import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import { titleField } from './title-field.ts';

/** Which columns of a view a phone's card shows, and where. */
export interface CardFields {
  readonly texts: readonly CompiledField[];
  readonly chips: readonly CompiledField[];
  readonly amount: CompiledField | undefined;
  readonly date: CompiledField | undefined;
  readonly phone: CompiledField | undefined;
}

/** The view's own columns come first; what it leaves open is filled from the table's first view. */
export const cardFields = (table: CompiledTable, columns: readonly string[]): CardFields => {
  const title = titleField(table)?.key;
  const usual = table.definition.views[0]?.columns ?? [];
  const fields = [...new Set([...columns, ...usual])].flatMap((key) => table.field(key) ?? []).filter((field) => field.key !== title);
  const typed = (...names: readonly string[]) => fields.filter((field) => names.includes(field.type.name));
  return {
    texts: typed('text', 'long-text', 'member').slice(0, 2),
    chips: typed('choice').slice(0, 2),
    amount: typed('money')[0],
    date: typed('date')[0],
    phone: typed('phone')[0],
  };
};

/** Keys of the values a card needs. */
export const cardKeys = (table: CompiledTable, columns: readonly string[]): readonly string[] => {
  const { texts, chips, amount, date, phone } = cardFields(table, columns);
  return [...texts, ...chips, amount, date, phone].flatMap((field) => (field ? [field.key] : []));
};
