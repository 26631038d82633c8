import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { FieldSchema } from '#core/definition/definition.ts';

/** Fields of a definition under check as a compiled table: conditions and defaults are judged against it. */
export const draftTable = (fields: ReadonlyMap<string, FieldSchema>): CompiledTable =>
  compileTable(
    {
      biaoli: 1,
      key: 'draft',
      title: 'draft',
      record: { type: 'object', properties: Object.fromEntries(fields) },
      layout: [],
      views: [],
      reminders: [],
      access: {},
    },
    0,
  );
