import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import type { Cell } from '#core/transfer/cell.ts';
import { exportCell, exportColumn, type PlannedColumn } from '#core/transfer/export-column.ts';

/** A column of an exported file, and how its cells come from a row. */
export interface ExportColumnPlan extends PlannedColumn {
  readonly key: string;
  readonly cell: (values: Values) => Cell;
}

/** The columns of the named fields, or of all in layout order; titles and words in the language of the reader. */
export const exportColumns = (table: CompiledTable, keys: readonly string[] | undefined, lookup: Lookup): readonly ExportColumnPlan[] => {
  const fields = keys === undefined ? table.fields : keys.flatMap((key) => withOther(table, key));
  return fields.map((field) => ({ key: field.key, ...exportColumn(field.schema, lookup), cell: cellOf(field, lookup) }));
};

/** A choice carries the text of its 其他 with it. */
const withOther = (table: CompiledTable, key: string): readonly CompiledField[] =>
  table.fields.filter((field) => field.key === key || field.otherOf === key);

const repeating = new Set(['choice', 'member', 'region']);

/** Words that repeat from row to row are formatted once. */
const cellOf = ({ key, schema, type }: CompiledField, lookup: Lookup): ((values: Values) => Cell) => {
  if (!repeating.has(type.name)) return (values) => exportCell(values[key] ?? null, schema, lookup);
  const known = new Map<Value, Cell>();
  return (values) => {
    const value = values[key] ?? null;
    const cell = known.get(value) ?? exportCell(value, schema, lookup);
    known.set(value, cell);
    return cell;
  };
};
