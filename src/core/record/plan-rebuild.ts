import { lineName, type KeptLine } from '#core/compile/cell-line.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import { searchTokens, type Pinyin } from '#core/compile/search-text.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import type { Lookup } from '#core/field/contract.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { keepingFields, marksText, sortCell } from '#core/record/keep-lines.ts';
import { replaceWords, wordsOf, type BesideWords } from '#core/record/plan-change.ts';
import { liftCounters } from '#core/record/number-rows.ts';
import { insertOptions, listLines } from '#core/record/option-index.ts';
import { ownerOf } from '#core/record/plan-create.ts';
import { settleLine } from '#core/record/settle-line.ts';
import type { UnitStatement } from '#core/record/unit.ts';

export interface Rebuilding {
  readonly table: CompiledTable;
  readonly record: StoredRecord;
  readonly pinyin: Pinyin;
  /** For the lines that are kept in step. */
  readonly lookup: Lookup;
  /** Absent where no other form lives, or it shows no other texts. */
  readonly beside?: BesideWords | undefined;
}

/**
 * Everything a row carries beside its values, built anew from them after somebody wrote into its columns: cells in the form we store, sort
 * keys, kept lines, owner, search words, option index, counters. Neither version nor history: whoever wrote the values has noted that.
 */
export const planRebuild = (rebuilding: Rebuilding): readonly UnitStatement[] => {
  const { table, record } = rebuilding;
  const kept = settleKept(rebuilding);
  const standing = { ...record.values, ...kept.values };
  const words = wordsOf(rebuilding, standing);
  return [
    rebuildRow(rebuilding, words, kept),
    ...replaceWords(table, record.id, searchTokens(words)),
    ...listLines(table).map(({ key }) => dropOptions(table, key, record.id)),
    ...insertOptions(table, [{ id: record.id, values: standing }]),
    ...table.serials.flatMap((field) => liftCounters(table, field, [record])),
  ];
};

/** Kept lines by name, and the marks of the row. */
interface Kept {
  readonly values: Values;
  readonly marks: readonly string[];
}

const settleKept = ({ table, record, lookup }: Rebuilding): Kept => {
  const marked = new Set(record.differs);
  const values: Record<string, Value> = {};
  for (const field of keepingFields(table)) {
    for (const line of field.kept) {
      const name = lineName(field.key, line.line);
      const own = { schema: field.schema, value: record.values[field.key] ?? null, stale: marked.has(lineName(field.key, field.line)) };
      const settled = settleLine(
        { from: own, to: { schema: line.schema, value: record.kept[name] ?? null, stale: marked.has(name) } },
        { lookup, mappings: line.there, back: line.back },
      );
      values[name] = settled.value;
      if (settled.stale) marked.add(name);
      else marked.delete(name);
    }
  }
  return { values, marks: [...marked] };
};

const rebuildRow = ({ table, record, pinyin }: Rebuilding, words: string, { values, marks }: Kept): UnitStatement => {
  const params: Record<string, string | number | null> = { id: record.id, version: record.version, words, owner: record.owner };
  if (table.ownerField) params['owner'] = ownerOf(table, record.values, '');
  const set = ({ column, sortColumn, type }: CompiledField | KeptLine, value: Value): readonly string[] => {
    const place = Object.keys(params).length;
    params[`s${place}`] = type.toColumn(value);
    if (sortColumn === '') return [`${column} = :s${place}`];
    params[`k${place}`] = sortCell(value, pinyin);
    return [`${column} = :s${place}`, `${sortColumn} = :k${place}`];
  };
  const sets = table.fields.flatMap((field) => [
    ...set(field, record.values[field.key] ?? null),
    ...field.kept.flatMap((line) => set(line, values[lineName(field.key, line.line)] ?? null)),
  ]);
  if (table.keepsLines) params['marks'] = marksText(marks);
  const all = [...sets, ...(table.keepsLines ? ['differs = :marks'] : []), 'search_text = :words', 'owner = :owner'];
  return { text: `update ${table.collection} set ${all.join(', ')} where id = :id and version = :version`, params, changes: 1 };
};

const dropOptions = (table: CompiledTable, key: string, id: string): UnitStatement => ({
  text: `delete from ${table.optionTable} where field = :key and row = :id`,
  params: { key, id },
});
