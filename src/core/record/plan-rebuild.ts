import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { searchText, searchTokens, sortKey, type Pinyin } from '#core/compile/search-text.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { replaceWords } from '#core/record/plan-change.ts';
import { insertOptions, liftCounters, ownerOf } from '#core/record/plan-create.ts';
import type { UnitStatement } from '#core/record/unit.ts';

export interface Rebuilding {
  readonly table: CompiledTable;
  readonly record: StoredRecord;
  readonly pinyin: Pinyin;
}

/**
 * Everything a row carries beside its values, built anew from them after somebody wrote into its columns: cells in the form we store, sort
 * keys, owner, search words, option index, counters. Neither version nor history: whoever wrote the values has noted that.
 */
export const planRebuild = ({ table, record, pinyin }: Rebuilding): readonly UnitStatement[] => {
  const words = searchText(table, record.values, pinyin);
  return [
    rebuildRow({ table, record, pinyin }, words),
    ...replaceWords(table, record.id, searchTokens(words)),
    ...table.fields.filter((field) => field.type.json === 'array').map((field) => dropOptions(table, field.key, record.id)),
    ...insertOptions(table, [record]),
    ...table.serials.flatMap((field) => liftCounters(table, field, [record])),
  ];
};

const rebuildRow = ({ table, record, pinyin }: Rebuilding, words: string): UnitStatement => {
  const params: Record<string, string | number | null> = { id: record.id, version: record.version, words, owner: record.owner };
  if (table.ownerField) params['owner'] = ownerOf(table, record.values, '');
  const sets = table.fields.flatMap((field) => {
    const value = record.values[field.key] ?? null;
    params[`s${field.position}`] = field.type.toColumn(value);
    if (field.sortColumn === '') return [`${field.column} = :s${field.position}`];
    params[`k${field.position}`] = typeof value === 'string' ? sortKey(value, pinyin) : '';
    return [`${field.column} = :s${field.position}`, `${field.sortColumn} = :k${field.position}`];
  });
  return {
    text: `update ${table.collection} set ${[...sets, 'search_text = :words', 'owner = :owner'].join(', ')} where id = :id and version = :version`,
    params,
    changes: 1,
  };
};

const dropOptions = (table: CompiledTable, key: string, id: string): UnitStatement => ({
  text: `delete from ${table.optionTable} where field = :key and row = :id`,
  params: { key, id },
});
