import { countsOptions } from '#core/review/scan-sql.ts';
import type { CompiledField } from '#core/compile/compiled-table.ts';

/** Rows of one month, owner or maker: how many, and by place of the field how many filled it and how many showed it. */
export interface TallyLine {
  rows: number;
  readonly filled: number[];
  readonly shown: number[];
}

/** What the runs of a table's rows add up to, by place of the field among those that were scanned. */
export interface Tally {
  readonly months: Map<string, TallyLine>;
  readonly owners: Map<string, TallyLine>;
  readonly writers: readonly Set<string>[];
  readonly last: string[];
  /** Counts of the words of choices and 其他 texts; undefined for other fields. */
  readonly words: readonly (Map<string, number> | undefined)[];
}

export const newTally = (fields: readonly CompiledField[]): Tally => ({
  months: new Map(),
  owners: new Map(),
  writers: fields.map(() => new Set()),
  last: fields.map(() => ''),
  words: fields.map((field) => (countsOptions(field) ? new Map<string, number>() : undefined)),
});

type Nested = readonly (readonly (number | string | null)[])[];
/** The answer of `scanSql`. */
export type ScanAnswer = readonly [
  months: readonly (readonly [string, number, Nested, Nested])[],
  owners: readonly (readonly [string, number, Nested, Nested])[],
  makers: readonly (readonly [string, number, Nested])[],
  words: readonly (readonly (readonly (readonly [string, number])[])[])[],
];

/** Different texts kept of one field: beyond it rare ones are not told apart any more. */
const mostWords = 50_000;

export const addRun = (tally: Tally, [months, owners, makers, words]: ScanAnswer): void => {
  for (const line of months) addLine(tally.months, line);
  for (const line of owners) addLine(tally.owners, line);
  for (const [maker, , last] of makers)
    for (const [at, moment] of last.flat().entries()) {
      if (typeof moment !== 'string') continue;
      tally.writers[at]?.add(maker);
      if (moment > (tally.last[at] ?? '')) tally.last[at] = moment;
    }
  const counted = tally.words.filter((known) => known !== undefined);
  for (const [at, list] of words.flat().entries()) {
    const known = counted[at];
    if (known)
      for (const [word, count] of list) if (known.has(word) || known.size < mostWords) known.set(word, (known.get(word) ?? 0) + count);
  }
};

const addLine = (lines: Map<string, TallyLine>, [name, rows, filled, shown]: readonly [string, number, Nested, Nested]): void => {
  const line = lines.get(name) ?? { rows: 0, filled: [], shown: [] };
  line.rows += rows;
  for (const [at, count] of filled.flat().entries()) line.filled[at] = (line.filled[at] ?? 0) + Number(count);
  for (const [at, count] of shown.flat().entries()) line.shown[at] = (line.shown[at] ?? 0) + Number(count);
  lines.set(name, line);
};
