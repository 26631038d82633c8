import { lineName } from '#core/compile/cell-line.ts';
import type { CompiledField } from '#core/compile/compiled-table.ts';
import type { FieldSchema, Value } from '#core/definition/definition.ts';
import type { StoredRecord } from '#core/query/row-json.ts';

/** Another line of a field beside the one a form shows; `schema`: the field as the latest revision showing that line has it. */
export interface LineBeside {
  readonly field: string;
  readonly line: number;
  /** The line that the form shows. */
  readonly shown: number;
  readonly schema: FieldSchema;
}

export const linesBeside = (fields: readonly CompiledField[]): readonly LineBeside[] =>
  fields.flatMap((field) => field.kept.map(({ line, schema }) => ({ field: field.key, line, shown: field.line, schema })));

/** The lines whose value does not say the same as the value shown, because one of the two did not follow the last write. */
export const differingValues = <Line extends LineBeside>(
  lines: readonly Line[],
  { differs, kept }: Pick<StoredRecord, 'differs' | 'kept'>,
): readonly (Line & { readonly value: Value })[] => {
  if (differs.length === 0) return [];
  const behind = new Set(differs);
  return lines
    .filter(({ field, line, shown }) => behind.has(lineName(field, shown)) || behind.has(lineName(field, line)))
    .map((line) => ({ ...line, value: kept[lineName(line.field, line.line)] ?? null }));
};
