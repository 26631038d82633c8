import type { CompiledTable } from '#core/compile/compiled-table.ts';
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
}

const chunk = 100;

/** SQL expression of one row as JSON: facts first, then the values in arrays of at most a hundred (SQLite's limit of arguments). */
export const rowJson = (table: CompiledTable): string => {
  const columns = table.fields.map((field) => (field.type.json === 'array' ? `json(t.${field.column})` : `t.${field.column}`));
  const parts: string[] = [];
  for (let at = 0; at < columns.length; at += chunk) parts.push(`json_array(${columns.slice(at, at + chunk).join(', ')})`);
  const facts = `t.id, t.version, t.revision, t.created_at, t.created_by, t.updated_at, t.updated_by, t.deleted_at, t.${table.ownerColumn}`;
  return `json_array(${facts}${parts.map((part) => `, ${part}`).join('')})`;
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
  };
};
