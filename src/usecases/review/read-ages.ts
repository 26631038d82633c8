import type { FieldSchema } from '#core/definition/definition.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { threshold } from '#core/review/threshold.ts';
import type { World } from '#usecases/ports/world.ts';

/** When fields and options came into a table, from its published revisions. */
export interface Ages {
  /** Month of the first revision with the field; '' for one that was there from the beginning. */
  bornMonth(key: string): string;
  isYoung(key: string): boolean;
  /** Options that no revision older than a month had. */
  youngOptions(key: string, schema: FieldSchema): readonly string[];
}

type Line = readonly [published: string, keys: readonly string[]];

export const readAges = async (world: World, { tbl, to }: { readonly tbl: string; readonly to: string }): Promise<Ages> => {
  const lines = await world.db.read<Line>({
    text: `select json_array(published_at, (select json_group_array(e.key) from json_each(document, '$.record.properties') e)) as j from b_revisions where tbl = :tbl and published_at <> '' order by published_at limit 1000`,
    params: { tbl },
  });
  const first = lines[0]?.[0] ?? '';
  const born = new Map<string, string>();
  for (const [published, keys] of lines) for (const key of keys) if (!born.has(key)) born.set(key, published === first ? '' : published);
  const cutoff = new Date(Date.parse(to) - threshold.youngDays * 86_400_000).toISOString();
  const old = await oldOptions(world, tbl, cutoff);
  return {
    bornMonth: (key) => (born.get(key) ?? '').slice(0, 7),
    isYoung: (key) => (born.get(key) ?? '') > cutoff,
    youngOptions: (key, schema) => {
      const known = old.get(key);
      return known === undefined
        ? []
        : optionsOf(schema)
            .map((option) => option.const)
            .filter((id) => !known.has(id));
    },
  };
};

/** Options of the newest revision that is older than the cutoff; of the first one in a younger table. */
const oldOptions = async (world: World, tbl: string, cutoff: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const [document] = await world.db.read<{ readonly record: { readonly properties: Readonly<Record<string, FieldSchema>> } }>({
    text: `select document as j from b_revisions where tbl = :tbl and published_at <> '' order by case when published_at <= :cutoff then 0 else 1 end, case when published_at <= :cutoff then published_at else '' end desc, number limit 1`,
    params: { tbl, cutoff },
  });
  return new Map(
    Object.entries(document?.record.properties ?? {}).map(([key, schema]) => [
      key,
      new Set(optionsOf(schema).map((option) => option.const)),
    ]),
  );
};
