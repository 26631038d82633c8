import { compileTable } from '#core/compile/compile-table.ts';
import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';

/** A column to make: `text` is never null and '' when unset, `json` is nullable and keeps numbers. */
export interface PlannedColumn {
  readonly name: string;
  readonly kind: 'text' | 'json';
}

/** What a table needs in the database: columns, side tables (full-text search, index of multi-choice ids) and indexes, as SQL text. */
export interface CollectionPlan {
  readonly collection: string;
  readonly columns: readonly PlannedColumn[];
  readonly tables: readonly string[];
  readonly indexes: readonly string[];
  readonly drops: readonly string[];
}

const text = (name: string): PlannedColumn => ({ name, kind: 'text' });
const json = (name: string): PlannedColumn => ({ name, kind: 'json' });

const rowColumns: readonly PlannedColumn[] = [
  json('version'),
  json('revision'),
  ...['created_at', 'created_by', 'updated_at', 'updated_by', 'deleted_at', 'owner', 'import_id', 'search_text', 'differs'].map(text),
];

export const planCollection = (table: CompiledTable): CollectionPlan => ({
  collection: table.collection,
  columns: [...rowColumns, ...[...table.fields, ...removedFields(table)].flatMap((field) => [field, ...field.kept].flatMap(lineColumns))],
  tables: [
    `create virtual table if not exists ${table.searchTable} using fts5(words, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'")`,
    `create table if not exists ${table.optionTable} (field text not null, option text not null, row text not null, primary key (field, option, row)) without rowid`,
  ],
  indexes: planIndexes(table),
  drops: [`drop table if exists ${table.searchTable}`, `drop table if exists ${table.optionTable}`],
});

/** A document from elsewhere brings tombstones whose fields were never here; they may come back all the same. */
const removedFields = ({ definition, revision, lines }: CompiledTable): readonly CompiledField[] => {
  const removed = definition.record['x-removed'];
  return removed === undefined
    ? []
    : compileTable({ ...definition, record: { type: 'object', properties: removed }, access: {} }, revision, lines).fields;
};

const lineColumns = ({ column, sortColumn, type }: Pick<CompiledField, 'column' | 'sortColumn' | 'type'>): readonly PlannedColumn[] => [
  { name: column, kind: type.storage },
  ...(sortColumn === '' ? [] : [text(sortColumn)]),
];

const mostIndexes = 8;

/** Unique numbers first, then what the views sort and group by, alone and behind the owner; at most eight a table. */
const planIndexes = (table: CompiledTable): readonly string[] => {
  const unique = table.fields
    .filter((field) => field.type.name === 'serial' || field.schema['x-unique'] === true)
    .map(
      (field) =>
        `create unique index if not exists u${field.line === 1 ? '' : String(field.line)}_${table.key}_${field.key} on ${table.collection} (${field.column}) where ${setTest(field)}`,
    );
  const sorted = viewSorts(table).flatMap((field) => [
    [orderColumn(field), 'id'],
    [table.ownerColumn, orderColumn(field), 'id'],
  ]);
  const grouped = table.definition.views
    .flatMap((view) => groupColumns(view.group ?? [], table))
    .flatMap((columns) => [columns, [table.ownerColumn, ...columns]]);
  const plain = [[table.ownerColumn, 'id'], ...sorted.slice(0, 4), ...grouped.slice(0, 2), ...sorted.slice(4)];
  const named = [...new Map(plain.map((columns) => [columns.join(), columns])).values()];
  const lists = named.map(
    (columns) =>
      `create index if not exists i_${table.key}_${columns.join('__')} on ${table.collection} (${columns.join(', ')}) where deleted_at = ''`,
  );
  return [...unique, ...lists].slice(0, mostIndexes);
};

const setTest = (field: CompiledField): string => (field.type.storage === 'json' ? `${field.column} is not null` : `${field.column} <> ''`);

/** The column whose order is the field's order, for types that order by a column. */
export const orderColumn = (field: CompiledField): string => (field.sortColumn === '' ? field.column : field.sortColumn);

const viewSorts = (table: CompiledTable): readonly CompiledField[] => {
  const keys = table.definition.views.map((view) => (view.sort?.[0] ?? '').replace(/^-/, ''));
  return [...new Set(keys)].flatMap((key) => {
    const field = table.field(key);
    return field && (field.type.ordering === 'column' || field.type.ordering === 'sort-key') ? [field] : [];
  });
};

const groupColumns = (keys: readonly string[], table: CompiledTable): readonly (readonly string[])[] => {
  const columns = keys.flatMap((key) => table.field(key)?.column ?? []);
  return columns.length === keys.length && columns.length > 0 ? [columns] : [];
};
