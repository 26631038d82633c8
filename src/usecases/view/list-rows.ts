import { fieldsUsed } from '#core/condition/check-condition.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Value, Values } from '#core/definition/definition.ts';
import type { StoredRecord } from '#core/query/row-json.ts';
import { done, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { totalRecords } from '#usecases/record/group-records.ts';
import { listRecords, type ListRequest } from '#usecases/record/list-records.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** A row as the list draws it: the facts, and the values of its columns and of the fields that its marks read. */
export interface ListRow {
  readonly id: string;
  readonly version: number;
  readonly revision: number;
  readonly created: string;
  readonly createdBy: string;
  readonly updated: string;
  readonly owner: string;
  /** When it went into the bin; '' outside it. */
  readonly deleted: string;
  readonly values: Values;
}

export interface ListPage {
  readonly rows: readonly ListRow[];
  readonly next: string | null;
  /** The time of a search was up before the page was full: `next` goes on. */
  readonly unfinished?: true;
  /** Words of the region codes on the page. */
  readonly regionWords: Readonly<Record<string, string>>;
}

/** One page of a list with only what its columns and marks need. */
export const listRows = async (
  world: World,
  access: TableAccess,
  request: ListRequest & { readonly columns: readonly string[] },
): Promise<Outcome<ListPage>> => {
  const page = await listRecords(world, access, request);
  if (!page.ok) return page;
  const keys = new Set([...request.columns, ...marksRead(access.table), ...titleKeys(access.table)]);
  const rows = page.value.records.map((record) => cutRow(record, keys));
  const { next, unfinished } = page.value;
  return done({ rows, next, ...(unfinished ? { unfinished } : {}), regionWords: regionWordsOf(world, access.table, rows) });
};

/** The foot of the list: rows, and sums of the number columns. */
export const listTotals = (world: World, access: TableAccess, request: ListRequest & { readonly columns: readonly string[] }) =>
  totalRecords(world, access, {
    ...request,
    sums: request.columns.filter((key) => ['money', 'number'].includes(access.table.field(key)?.type.name ?? '')),
  });

const marksRead = (table: CompiledTable): readonly string[] =>
  table.definition.reminders.flatMap(({ on, when }) => (on === 'state' && when ? fieldsUsed(when) : []));

/** What a row is called, and whose it is. */
const titleKeys = (table: CompiledTable): readonly string[] => [
  ...table.fields
    .filter((field) => field.type.name === 'text')
    .slice(0, 1)
    .map((field) => field.key),
  ...(table.ownerField ? [table.ownerField.key] : []),
];

const cutRow = (record: StoredRecord, keys: ReadonlySet<string>): ListRow => ({
  id: record.id,
  version: record.version,
  revision: record.revision,
  created: record.created,
  createdBy: record.createdBy,
  updated: record.updated,
  owner: record.owner,
  deleted: record.deleted,
  values: Object.fromEntries(Object.entries(record.values).filter(([key, value]) => value !== null && keys.has(key))),
});

/** `330106` → 浙江省 / 杭州市 / 西湖区, for the codes that occur. */
export const regionWordsOf = (
  world: World,
  table: CompiledTable,
  rows: readonly { readonly values: Readonly<Record<string, Value>> }[],
): Readonly<Record<string, string>> => {
  const fields = table.fields.filter((field) => field.type.name === 'region');
  const codes = rows.flatMap((row) => fields.map((field) => row.values[field.key])).filter((code) => typeof code === 'string');
  return Object.fromEntries([...new Set(codes)].map((code) => [code, world.regions.path(code)?.join(' / ') ?? code]));
};
