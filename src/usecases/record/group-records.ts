import { problem } from '#core/problem.ts';
import { groupSql, totalSql } from '#core/query/list-query.ts';
import type { Value } from '#core/definition/definition.ts';
import { done, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { lookTime } from '#usecases/record/seen-words.ts';
import { selectRows, type ListRequest } from '#usecases/record/list-records.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

export interface Group {
  readonly key: readonly Value[];
  readonly value: number;
}

const mostGroupFields = 3;

/** Counts of the rows the caller may read, by up to three fields. */
export const groupRecords = async (
  world: World,
  access: TableAccess,
  request: ListRequest & { readonly by: readonly string[] },
): Promise<Outcome<readonly Group[]>> => {
  const fields = request.by.flatMap((key) => access.table.field(key) ?? []);
  const strange = request.by.filter((key) => {
    const field = access.table.field(key);
    return !field || field.type.json === 'array';
  });
  if (strange.length > 0 || fields.length === 0 || fields.length > mostGroupFields)
    return refusedFor(problem('bad-group', '/by', { field: strange.join(', '), most: mostGroupFields }));
  const selected = await selectRows(world, access, request);
  if (!selected.ok) return selected;
  const rows = await world.db.read<readonly [readonly unknown[], number]>(groupSql(access.table, selected.value.rows, request.by));
  return done(rows.map(([key, value]) => ({ key: fields.map((field, at) => field.type.fromColumn(key[at])), value })));
};

export interface Totals {
  readonly count: number;
  readonly sums: Readonly<Record<string, number>>;
  /** A search by someone from whom a field is kept ran out of time: there is more than this. */
  readonly unfinished?: true;
}

/** The foot of the list: how many rows, and the sums of its number fields. */
export const totalRecords = async (
  world: World,
  access: TableAccess,
  request: ListRequest & { readonly sums: readonly string[] },
): Promise<Outcome<Totals>> => {
  const fields = request.sums.flatMap((key) => access.table.field(key) ?? []).filter((field) => field.type.json === 'number');
  const selected = await selectRows(world, access, { ...request, until: world.now() + lookTime });
  if (!selected.ok) return selected;
  const [row = []] = await world.db.read<readonly number[]>(
    totalSql(
      access.table,
      selected.value.rows,
      fields.map((field) => field.key),
    ),
  );
  const sums = fields.map((field, at) => [field.key, Number(field.type.fromColumn(row[at + 1] ?? 0) ?? 0)] as const);
  return done({ count: row[0] ?? 0, sums: Object.fromEntries(sums), ...(selected.value.unfinished ? { unfinished: true } : {}) });
};
