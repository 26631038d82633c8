import { historyScanSql, runSql } from '#core/review/scan-sql.ts';
import type { World } from '#usecases/ports/world.ts';

/** The last change of a field to a value, and by whom it was ever changed to one. */
export interface FieldHistory {
  at: string;
  readonly people: Set<string>;
}

export interface HistoryFacts {
  readonly fields: ReadonlyMap<string, FieldHistory>;
  /** Records made or changed since `from`. */
  readonly saves: number;
}

const runLength = 50_000;
type Answer = readonly [fields: readonly (readonly [string, string, readonly string[]])[], saves: number];

/** Reads the whole history once, run by run: it has no index by field, and a review is asked for four times a year. */
export const scanHistory = async (
  world: World,
  { tbl, from }: { readonly tbl: string; readonly from: string },
  onProgress: (share: number) => void,
): Promise<HistoryFacts> => {
  const fields = new Map<string, FieldHistory>();
  let saves = 0;
  const [end] = await world.db.read<readonly [number | null]>({ text: 'select json_array(max(rowid)) as j from b_history', params: {} });
  for (let after = 0; ;) {
    const [run] = await world.db.read<readonly [number, number | null]>(runSql('b_history', after, runLength), { job: true });
    const last = run?.[1] ?? null;
    if (last === null) return { fields, saves };
    const [answer] = await world.db.read<Answer>(historyScanSql(tbl, { after, upTo: last }, from), { job: true });
    saves += answer?.[1] ?? 0;
    for (const [key, at, people] of answer?.[0] ?? []) {
      const known = fields.get(key) ?? { at: '', people: new Set<string>() };
      if (at > known.at) known.at = at;
      for (const person of people) known.people.add(person);
      fields.set(key, known);
    }
    after = last;
    onProgress(last / Math.max(1, end?.[0] ?? 1));
  }
};
