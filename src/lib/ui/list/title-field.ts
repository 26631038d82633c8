import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { Values } from '#core/definition/definition.ts';

/** The field a row is called by: the first text that is required, else the first text. */
export const titleField = (table: CompiledTable): CompiledField | undefined => {
  const texts = table.fields.filter((field) => field.type.name === 'text' && field.otherOf === undefined);
  return texts[0];
};

/** What a row is called; '' where it has no name. */
export const titleOfRow = (table: CompiledTable, values: Values): string => {
  const field = titleField(table);
  const value = field && values[field.key];
  return typeof value === 'string' ? value : '';
};
