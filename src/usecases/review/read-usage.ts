import type { CompiledTable } from '#core/compile/compiled-table.ts';
import { medianOf } from '#core/review/median.ts';
import type { ErrorCount } from '#core/review/review-facts.ts';
import type { World } from '#usecases/ports/world.ts';
import { fillBounds } from '#usecases/review/count-usage.ts';

export interface UsageFacts {
  readonly errors: ReadonlyMap<string, readonly ErrorCount[]>;
  readonly filters: ReadonlyMap<string, number>;
  readonly exports: ReadonlyMap<string, number>;
  readonly secondsToFill: number | null;
  readonly formsMeasured: number;
}

/** What was counted since the day of `from`. */
export const readUsage = async (
  world: World,
  { table, from }: { readonly table: CompiledTable; readonly from: string },
): Promise<UsageFacts> => {
  const lines = await world.db.read<readonly [field: string, kind: string, times: number]>({
    text: 'select json_array(field, kind, sum(n)) as j from b_usage where tbl = :tbl and day >= :day group by field, kind limit 5000',
    params: { tbl: table.key, day: from.slice(0, 10) },
  });
  const errors = new Map<string, ErrorCount[]>();
  for (const [field, kind, count] of lines)
    if (kind.startsWith('error:')) errors.set(field, [...(errors.get(field) ?? []), { code: kind.slice('error:'.length), count }]);
  const of = (wanted: string) => new Map(lines.flatMap(([field, kind, count]) => (kind === wanted ? [[field, count] as const] : [])));
  const fills = fillBounds.map((bound, at) => ({
    from: fillBounds[at - 1] ?? 0,
    to: bound,
    count: of(`fill:${bound}`).get('') ?? 0,
  }));
  return {
    errors,
    filters: of('filter'),
    exports: of('export'),
    secondsToFill: medianOf(fills),
    formsMeasured: fills.reduce((sum, { count }) => sum + count, 0),
  };
};
