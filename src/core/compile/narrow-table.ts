import type { CompiledTable } from '#core/compile/compiled-table.ts';

/** The same table with these fields alone, in their order: rows read under it carry no more, which a look at very many rows is paid by. */
export const narrowTable = (table: CompiledTable, keys: ReadonlySet<string>): CompiledTable => {
  const fields = table.fields.filter(({ key }) => keys.has(key)).map((field, position) => ({ ...field, position }));
  const byKey = new Map(fields.map((field) => [field.key, field]));
  return { ...table, fields, keepsLines: fields.some(({ kept }) => kept.length > 0), field: (key) => byKey.get(key) };
};
