import { lineName } from '#core/compile/cell-line.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { NewRow } from '#core/record/new-row.ts';
import type { UnitStatement } from '#core/record/unit.ts';

/** Index rows of every list, shown or kept: at most one line of a field is one, so a revision that comes alive finds its index. */
export const insertOptions = (table: CompiledTable, rows: readonly Pick<NewRow, 'id' | 'values'>[]): readonly UnitStatement[] => {
  const lists = listLines(table);
  const entries: (readonly [string, string, string])[] = [];
  for (const { id, values } of rows) {
    for (const { key, name } of lists) {
      const value = values[name];
      if (Array.isArray(value)) entries.push(...value.map((option: string) => [key, option, id] as const));
    }
  }
  if (entries.length === 0) return [];
  return [
    {
      text: `insert or ignore into ${table.optionTable} (field, option, row) select json_extract(e.value, '$[0]'), json_extract(e.value, '$[1]'), json_extract(e.value, '$[2]') from jsonb_each(:entries) e`,
      params: { entries: JSON.stringify(entries) },
    },
  ];
};

/** The lists of a table: field key, and the name its value goes by among values and kept values. */
export const listLines = (table: CompiledTable): readonly { readonly key: string; readonly name: string }[] =>
  table.fields.flatMap((field) => [
    ...(field.type.json === 'array' ? [{ key: field.key, name: field.key }] : []),
    ...field.kept.filter(({ type }) => type.json === 'array').map(({ line }) => ({ key: field.key, name: lineName(field.key, line) })),
  ]);
