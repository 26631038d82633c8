import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { HistoryLine, UnitStatement, WriteNote } from '#core/record/unit.ts';

const columns = ['id', 'record', 'version', 'kind', 'changes', 'owner_before', 'owner_after'];

/**
 * Writes any number of history lines in one statement. One line is written by `values`: a statement that may write several rows and fail is
 * a savepoint to SQLite, and at each of them the full-text index writes out what this and other units of the transaction have put into it.
 */
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
  const facts = { tbl: table.key, revision: table.revision, at: note.at, by: note.by, door: note.door, import: note.importId };
  const into = `insert into b_history (${columns.join(', ')}, tbl, revision, at, by_id, door, import_id)`;
  const told = ':tbl, :revision, :at, :by, :door, :import';
  const [only] = rows;
  if (only && rows.length === 1) {
    const cells = Object.fromEntries(only.map((cell, at) => [`c${at}`, cell]));
    return {
      text: `${into} values (${columns.map((_, at) => `:c${at}`).join(', ')}, ${told})`,
      params: { ...cells, ...facts },
      changes: 1,
    };
  }
  const picked = columns.map((_, at) => `json_extract(e.value, '$[${at}]')`).join(', ');
  return {
    text: `${into} select ${picked}, ${told} from json_each(:rows) e`,
    params: { rows: JSON.stringify(rows), ...facts },
    changes: lines.length,
  };
};
