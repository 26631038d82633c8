import { lineName } from '#core/compile/cell-line.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { FieldSchema, Value } from '#core/definition/definition.ts';
import type { StoredRecord } from '#core/query/row-json.ts';

/** The value of another line of a field, which does not say the same as the value shown. */
export interface DifferingValue {
  readonly key: string;
  readonly line: number;
  readonly schema: FieldSchema;
  readonly value: Value;
}

/** The marked differences of a row, for every form that shows the row; none where the table keeps no lines. */
export const differingValues = (table: CompiledTable, record: Pick<StoredRecord, 'differs' | 'kept'>): readonly DifferingValue[] => {
  if (record.differs.length === 0) return [];
  const marked = new Set(record.differs);
  return table.fields.flatMap(({ key, line, kept }) =>
    kept
      .filter((other) => marked.has(lineName(key, line)) || marked.has(lineName(key, other.line)))
      .map((other) => ({ key, line: other.line, schema: other.schema, value: record.kept[lineName(key, other.line)] ?? null })),
  );
};
