import { lineName } from '#core/compile/cell-line.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { Pinyin } from '#core/compile/search-text.ts';
import type { Values } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import { columnsOf, followLines, keepingFields, keptAfter, marksText, sortCell, type FollowedLine } from '#core/record/keep-lines.ts';
import type { NewRow } from '#core/record/new-row.ts';
import { holdsNumbers } from '#core/record/number-rows.ts';

type Cell = string | number | null;

interface Keepable {
  readonly table: CompiledTable;
  readonly rows: readonly NewRow[];
  readonly lookup: Lookup;
}

/** The kept lines of a new row, and its marks. */
export interface KeptRow {
  /** By line name. */
  readonly values: Values;
  readonly followed: readonly FollowedLine[];
  readonly marks: string;
}

export const keepRows = ({ table, rows, lookup }: Keepable): readonly KeptRow[] => {
  const fields = keepingFields(table);
  return fields.length === 0 ? [] : rows.map((row) => keepRow(fields, row.values, lookup));
};

const keepRow = (fields: readonly CompiledField[], values: Values, lookup: Lookup): KeptRow => {
  const followed = fields.flatMap((field) => followLines(field, values[field.key] ?? null, lookup));
  const unnumbered = fields.filter((field) => field.type.name === 'serial' && typeof values[field.key] !== 'string');
  const marked = [
    ...followed.filter(({ follows }) => follows !== 'exact').map(({ name }) => name),
    ...unnumbered.flatMap((field) => field.kept.filter((line) => !holdsNumbers(line)).map(({ line }) => lineName(field.key, line))),
  ];
  return { values: keptAfter(followed, {}), followed, marks: marksText(marked) };
};

export const keptColumns = (table: CompiledTable): readonly string[] =>
  table.keepsLines ? [...keepingFields(table).flatMap((field) => field.kept.flatMap(columnsOf)), 'differs'] : [];

export const keptCells = (kept: KeptRow | undefined, placeIn: (column: string) => number | undefined, pinyin: Pinyin): readonly Cell[] => [
  ...(kept?.followed ?? []).flatMap(({ line, name }): readonly Cell[] => {
    const value = kept?.values[name] ?? null;
    const place = placeIn(line.column);
    const cell = place ?? line.type.toColumn(value);
    return line.sortColumn === '' ? [cell] : [cell, place ?? sortCell(value, pinyin)];
  }),
  kept?.marks ?? '',
];
