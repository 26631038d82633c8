import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { planCollection } from '#core/compile/plan-collection.ts';
import type { Values } from '#core/definition/definition.ts';
import type { SqlText } from '#core/query/bindings.ts';
import type { NewRow } from '#core/record/new-row.ts';
import { planCreate } from '#core/record/plan-create.ts';
import type { WriteNote } from '#core/record/unit.ts';
import type { Database } from '#usecases/ports/database.ts';
import { testLookup } from '#support/lookup.ts';
import { testPinyin } from '#support/pinyin.ts';

export const testNote: WriteNote = { at: '2024-06-01T00:00:00.000Z', by: 'p-zhang', door: 'test', importId: '' };

/** Makes the collection, side tables and indexes of a compiled table. */
export const makeTable = async (database: Database, table: CompiledTable): Promise<void> => {
  const plan = planCollection(table);
  await database.ensureCollection({ name: plan.collection, columns: plan.columns });
  await database.write([...plan.tables, ...plan.indexes].map((text) => ({ text, params: {} })));
};

export const rowId = (at: number): string => `r${String(at).padStart(14, '0')}`;

/** Rows `r…0`, `r…1`, … with these values, written as a create writes them. */
export const insertRows = async (database: Database, table: CompiledTable, rows: readonly Values[], note: WriteNote = testNote) => {
  const made = rows.map((values, at): NewRow => ({ id: rowId(at), historyId: `h${rowId(at)}`, values }));
  const creation = { table, rows: made, note, today: '2024-06-01', pinyin: testPinyin, lookup: testLookup, answer: false };
  const result = await database.write(planCreate(creation));
  if (!result.ok) throw new Error(JSON.stringify(result.conflict));
};

export const readAll = <Row>(database: Database, sql: SqlText): Promise<readonly Row[]> => database.read<Row>(sql);
