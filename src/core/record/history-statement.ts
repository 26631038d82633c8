import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { HistoryLine, UnitStatement, WriteNote } from '#core/record/unit.ts';

const columns = ['id', 'record', 'version', 'kind', 'changes', 'owner_before', 'owner_after'];

/** Writes any number of history lines in one statement. */
export const historyStatement = (table: CompiledTable, lines: readonly HistoryLine[], note: WriteNote): UnitStatement => {
  const rows = lines.map((line) => [
    line.id,
    line.record,
    line.version,
    line.kind,
    JSON.stringify(line.changes),
    line.ownerBefore,
    line.ownerAfter,
  ]);
  const picked = columns.map((_, at) => `json_extract(e.value, '$[${at}]')`).join(', ');
  return {
    text: `insert into b_history (${columns.join(', ')}, tbl, revision, at, by_id, door, import_id) select ${picked}, :tbl, :revision, :at, :by, :door, :import from json_each(:rows) e`,
    params: {
      rows: JSON.stringify(rows),
      tbl: table.key,
      revision: table.revision,
      at: note.at,
      by: note.by,
      door: note.door,
      import: note.importId,
    },
    changes: lines.length,
  };
};
