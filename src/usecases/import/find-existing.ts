import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import { reaches } from '#core/permission/rights.ts';
import { readRow, rowJson, type StoredRecord } from '#core/query/row-json.ts';
import { displayText, type SheetRow } from '#core/transfer/cell.ts';
import type { World } from '#usecases/ports/world.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';
import type { ImportPlan } from '#usecases/import/import-plan.ts';
import { keyOf, type Existing } from '#usecases/import/judge-import.ts';

/** Fields whose values stand once in a table. */
export const uniqueFields = (table: CompiledTable): readonly CompiledField[] =>
  table.fields.filter((field) => field.type.name === 'serial' || field.schema['x-unique'] === true);

const nothing: Existing = { byId: new Map(), byKey: new Map() };

/** The rows of the table that some rows of a file may mean or collide with, in two reads. */
export const findExisting = async (
  world: World,
  { access, plan }: { readonly access: TableAccess; readonly plan: ImportPlan },
  rows: readonly SheetRow[],
): Promise<Existing> => {
  if (plan.fresh) return nothing;
  const byId = new Map<string, StoredRecord>();
  const { idColumn } = plan;
  if (idColumn !== null) {
    const ids = rows.map((row) => displayText(row.cells[idColumn]).trim()).filter((id) => id !== '');
    for (const record of await readBy(world, access.whole, { column: 'id', values: ids })) {
      if (record.deleted === '' && reaches(access.scope('read'), record.owner)) byId.set(record.id, record);
    }
  }
  const byKey = new Map<string, StoredRecord>();
  for (const field of uniqueFields(access.table)) {
    const column = plan.columns.find((target) => target.field === field.key);
    if (!column) continue;
    const values = rows.map((row) => displayText(row.cells[column.index]).trim()).filter((value) => value !== '');
    for (const record of await readBy(world, access.whole, { column: field.column, values }))
      byKey.set(keyOf(field.key, String(record.values[field.key])), record);
  }
  return { byId, byKey };
};

const readBy = async (
  world: World,
  table: CompiledTable,
  { column, values }: { readonly column: string; readonly values: readonly string[] },
): Promise<readonly StoredRecord[]> => {
  if (values.length === 0) return [];
  const set = column === 'id' ? '' : ` and t.${column} <> ''`;
  const rows = await world.db.read<readonly unknown[]>(
    {
      text: `select ${rowJson(table)} as j from ${table.collection} t where t.${column} in (select value from json_each(:values))${set} limit 5000`,
      params: { values: JSON.stringify(values) },
    },
    { job: true },
  );
  return rows.map((row) => readRow(table, row));
};
