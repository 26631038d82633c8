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

export const cardFields = (table: CompiledTable, columns: readonly string[]): CardFields => {
  const title = titleField(table)?.key;
  const fields = columns.flatMap((key) => table.field(key) ?? []).filter((field) => field.key !== title);
  const typed = (...names: readonly string[]) => fields.filter((field) => names.includes(field.type.name));
  return {
    texts: typed('text', 'long-text', 'member').slice(0, 2),
    chips: typed('choice').slice(0, 2),
    amount: typed('money')[0],
    date: typed('date')[0],
    phone: typed('phone')[0],
  };
};
