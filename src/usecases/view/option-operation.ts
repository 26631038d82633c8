import type { Option } from '#core/definition/definition.ts';
import type { World } from '#usecases/ports/world.ts';

/** The work on options for which the product made a revision by itself: told as a sentence instead of the note that stands there. */
export interface OptionOperation {
  readonly kind: 'replace' | 'undo';
  readonly field: string;
  /** The options that were replaced, and as an undo put back. */
  readonly from: readonly Option[];
  readonly to: Option | null;
  /** Rows changed so far. */
  readonly count: number;
}

interface Told {
  readonly kind: 'replace' | 'undo';
  readonly asked: {
    readonly field: string;
    readonly from: readonly string[];
    readonly to: string;
    readonly options: readonly Option[];
  } | null;
  readonly count: number;
}

/** Of one revision; null where people made it. */
export const optionOperation = async (world: Pick<World, 'db'>, table: string, number: number): Promise<OptionOperation | null> => {
  const [told] = await world.db.read<Told>({
    text: `select json_object('kind', j.kind, 'count', coalesce(j.done, 0), 'asked', json(coalesce(r.params, j.params))) as j from b_jobs j left join b_jobs r on r.id = json_extract(j.params, '$.job') where j.tbl = :table and j.kind in ('replace', 'undo') and json_extract(j.params, '$.revision') = :number order by j.created_at desc limit 1`,
    params: { table, number },
  });
  const asked = told?.asked;
  if (!told || !asked || !Array.isArray(asked.options) || !Array.isArray(asked.from)) return null;
  const { field, from, to, options } = asked;
  return {
    kind: told.kind,
    field,
    from: options.filter((option) => from.includes(option.const)),
    to: options.find((option) => option.const === to) ?? null,
    count: told.count,
  };
};
