import { lineName } from '#core/compile/cell-line.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import type { Value, Values } from '#core/definition/definition.ts';

/** A stored row as the core hands it out. */
export interface StoredRecord {
  readonly id: string;
  readonly version: number;
  readonly revision: number;
  readonly created: string;
  readonly createdBy: string;
  readonly updated: string;
  readonly updatedBy: string;
  readonly deleted: string;
  /** Person that makes the row one's own. */
  readonly owner: string;
  readonly values: Values;
  /** Lines (`key/line`) that did not follow the last value written to their field; always none where the table keeps no lines. */
  readonly differs: readonly string[];
  /** Values of the kept lines by `key/line`. */
  readonly kept: Values;
}

const chunk = 100;

const chunked = (columns: readonly string[]): readonly string[] => {
  const parts: string[] = [];
  for (let at = 0; at < columns.length; at += chunk) parts.push(`json_array(${columns.slice(at, at + chunk).join(', ')})`);
  return parts;
};

const columnJson = ({ column, type }: Pick<CompiledField, 'column' | 'type'>): string =>
  type.json === 'array' ? `json(t.${column})` : `t.${column}`;

/**
 * SQL expression of one row as JSON: facts first, then the values in arrays of at most a hundred (SQLite's limit of arguments); marks and
 * kept lines only where the table keeps any.
 */
export const rowJson = (table: CompiledTable): string => {
  const facts = `t.id, t.version, t.revision, t.created_at, t.created_by, t.updated_at, t.updated_by, t.deleted_at, t.${table.ownerColumn}`;
  const kept = table.keepsLines ? ['t.differs', ...chunked(table.fields.flatMap((field) => field.kept.map(columnJson)))] : [];
  return `json_array(${[facts, ...chunked(table.fields.map(columnJson)), ...kept].join(', ')})`;
};

const factCount = 9;
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const count = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** Reads what `rowJson` wrote. */
export const readRow = (table: CompiledTable, row: readonly unknown[]): StoredRecord => {
  const values: Record<string, Value> = {};
  for (const field of table.fields) {
    const part: unknown = row[factCount + Math.floor(field.position / chunk)];
    values[field.key] = field.type.fromColumn(Array.isArray(part) ? part[field.position % chunk] : undefined);
  }
  return {
    id: text(row[0]),
    version: count(row[1]),
    revision: count(row[2]),
    created: text(row[3]),
    createdBy: text(row[4]),
    updated: text(row[5]),
    updatedBy: text(row[6]),
    deleted: text(row[7]),
    owner: text(row[8]),
    values,
    ...readKept(table, row),
  };
};

const nothingKept = { differs: [], kept: {} } as const;

const readKept = (table: CompiledTable, row: readonly unknown[]): Pick<StoredRecord, 'differs' | 'kept'> => {
  if (!table.keepsLines) return nothingKept;
  const at = factCount + Math.ceil(table.fields.length / chunk);
  const cells: readonly unknown[] = row.slice(at + 1).flat();
  const kept: Record<string, Value> = {};
  let place = 0;
  for (const field of table.fields) {
    for (const line of field.kept) {
      kept[lineName(field.key, line.line)] = line.type.fromColumn(cells[place]);
      place += 1;
    }
  }
  return { differs: readMarks(row[at]), kept };
};

/** The marks of a row as the column holds them: '' or a JSON array. */
const readMarks = (stored: unknown): readonly string[] => {
  const marks: unknown = typeof stored === 'string' && stored !== '' ? JSON.parse(stored) : [];
  return Array.isArray(marks) ? marks.filter((mark) => typeof mark === 'string') : [];
};
