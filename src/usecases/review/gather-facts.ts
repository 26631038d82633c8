import type { CompiledField, CompiledTable } from '#core/compile/compiled-table.ts';
import { optionsOf } from '#core/field/option-rules.ts';
import { fieldUses } from '#core/review/field-uses.ts';
import { groupTexts } from '#core/review/group-texts.ts';
import type { FieldFacts, NamedFill, OptionCount, ReviewFacts, TextGroup } from '#core/review/review-facts.ts';
import { threshold } from '#core/review/threshold.ts';
import { findPairs } from '#core/review/find-pairs.ts';
import type { TallyLine } from '#core/review/tally.ts';
import { namesOf } from '#core/naming.ts';
import type { World } from '#usecases/ports/world.ts';
import { readFeedback } from '#usecases/feedback/feedback.ts';
import { readAges, type Ages } from '#usecases/review/read-ages.ts';
import { readUsage, type UsageFacts } from '#usecases/review/read-usage.ts';
import { readPersonalViews } from '#usecases/review/read-views.ts';
import { sampleRows } from '#usecases/review/sample-rows.ts';
import { scanHistory, type HistoryFacts } from '#usecases/review/scan-history.ts';
import { scanRows, type FieldTally, type ScannedRows } from '#usecases/review/scan-rows.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

export interface FactsOrder {
  /** ISO moments. */
  readonly from: string;
  readonly to: string;
  /** Told after each run: the share that is done, 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** Everything a review judges, read from the rows, the history, the revisions and what was counted. All rows, whoever asks: managers see shares, not rows. */
export const gatherFacts = async (world: World, access: TableAccess, order: FactsOrder): Promise<ReviewFacts> => {
  await world.usage.flush();
  const table = access.whole;
  const rows = await scanRows(world, access, { from: order.from, onProgress: (share) => order.onProgress(share * 0.8) });
  const history = await scanHistory(world, { tbl: table.key, from: order.from }, (share) => order.onProgress(0.8 + share * 0.15));
  const [usage, personalViews, ages, feedback, sample] = [
    await readUsage(world, { table, from: order.from }),
    await readPersonalViews(world, table.key),
    await readAges(world, { tbl: table.key, to: order.to }),
    await readFeedback(world, table.key, 'open'),
    await sampleRows(world, access),
  ];
  const uses = fieldUses(table, { personalViews, filters: usage.filters, exports: usage.exports });
  const sources: Sources = { world, table, rows, history, usage, ages };
  const fields = table.fields
    .filter(({ key }) => access.table.field(key))
    .map((field): FieldFacts => {
      const use = uses.get(field.key);
      if (!use) throw new Error(`no uses of ${field.key}`);
      return { ...factsOf(field, sources), uses: use };
    });
  order.onProgress(1);
  return {
    from: order.from,
    to: order.to,
    rows: rows.rows,
    newRows: rows.fresh,
    saves: history.saves,
    fields,
    pairs: findPairs(access.table, sample.values, sample.sampled),
    feedback,
    secondsToFill: usage.secondsToFill,
    formsMeasured: usage.formsMeasured,
  };
};

interface Sources {
  readonly world: World;
  readonly table: CompiledTable;
  readonly rows: ScannedRows;
  readonly history: HistoryFacts;
  readonly usage: UsageFacts;
  readonly ages: Ages;
}

const factsOf = (field: CompiledField, sources: Sources): Omit<FieldFacts, 'uses'> => {
  const { history, usage, ages } = sources;
  const counted = sources.rows.fields.get(field.key);
  if (!counted) throw new Error(`${field.key} was not counted`);
  const changed = history.fields.get(field.key);
  const months = namedFills(counted, counted.months);
  const born = ages.bornMonth(field.otherOf ?? field.key);
  return {
    key: field.key,
    ...namesOf(field.schema),
    type: field.type.name,
    fill: sum(months),
    fillSince: sum(months.filter((month) => month.name >= born)),
    months,
    teams: teamFills(sources.world, counted),
    lastWritten: [counted.last, changed?.at ?? ''].reduce((a, b) => (a > b ? a : b)),
    writers: new Set([...counted.writers, ...(changed?.people ?? [])]).size,
    options: optionCounts(field, counted),
    others: field.otherOf === undefined ? [] : toldTexts(counted.words),
    errors: usage.errors.get(field.key) ?? [],
    isNew: ages.isYoung(field.otherOf ?? field.key),
    newOptions: ages.youngOptions(field.key, field.schema),
  };
};

/** Groups of 其他 texts that a report keeps. */
const mostGroups = 100;

const toldTexts = (words: ReadonlyMap<string, number>): readonly TextGroup[] =>
  groupTexts(words)
    .filter(({ count }) => count >= threshold.textRows)
    .slice(0, mostGroups);

const sum = (fills: readonly NamedFill[]) =>
  fills.reduce((total, fill) => ({ filled: total.filled + fill.filled, of: total.of + fill.of }), { filled: 0, of: 0 });

const namedFills = ({ at }: FieldTally, lines: ReadonlyMap<string, TallyLine>): readonly NamedFill[] =>
  [...lines]
    .map(([name, line]) => ({ name, filled: line.filled[at] ?? 0, of: line.shown[at] ?? 0 }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

const teamFills = (world: World, counted: FieldTally): readonly NamedFill[] => {
  const teams = new Map<string, { filled: number; of: number }>();
  for (const { name, filled, of } of namedFills(counted, counted.owners)) {
    const team = world.directory.person(name)?.team ?? '';
    const known = teams.get(team) ?? { filled: 0, of: 0 };
    teams.set(team, { filled: known.filled + filled, of: known.of + of });
  }
  return [...teams].map(([name, fill]) => ({ name, ...fill }));
};

const optionCounts = (field: CompiledField, { words }: FieldTally): readonly OptionCount[] =>
  field.otherOf === undefined
    ? optionsOf(field.schema).map((option) => ({
        id: option.const,
        ...namesOf(option),
        retired: option.deprecated === true,
        count: words.get(option.const) ?? 0,
      }))
    : [];
