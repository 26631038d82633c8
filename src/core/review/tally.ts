import { countsOptions, type RowRun } from '#core/review/scan-sql.ts';
import type { CompiledField } from '#core/compile/compiled-table.ts';

/** Rows of one month, owner or maker: how many, and by place of the field how many filled it and how many showed it. */
export interface TallyLine {
  rows: number;
  readonly filled: number[];
  readonly shown: number[];
}

/** One run of rows: where it ends, when its newest row was made, and how many rows of it fill each field. */
export interface TallyRun {
  readonly run: RowRun;
  readonly newest: string;
  readonly filled: readonly number[];
}

/** What the runs of a table's rows add up to, by place of the field among those that were scanned. */
export interface Tally {
  rows: number;
  /** Rows of the period. */
  fresh: number;
  readonly fields: readonly CompiledField[];
  readonly months: Map<string, TallyLine>;
  readonly owners: Map<string, TallyLine>;
  readonly writers: readonly Set<string>[];
  readonly runs: TallyRun[];
  /** Counts of the words of choices and 其他 texts; undefined for other fields. */
  readonly words: readonly (Map<string, number> | undefined)[];
}

export const newTally = (fields: readonly CompiledField[]): Tally => ({
  rows: 0,
  fresh: 0,
  fields,
  months: new Map(),
  owners: new Map(),
  writers: fields.map(() => new Set()),
  runs: [],
  words: fields.map((field) => (countsOptions(field) ? new Map<string, number>() : undefined)),
});

type Nested = readonly (readonly number[])[];
/** The answer of `scanSql`. `seen` has a place only for fields that show under a condition. */
export type ScanAnswer = readonly [
  groups: readonly (readonly [month: string, owner: string, maker: string, rows: number, filled: Nested, seen: Nested])[],
  words: readonly (readonly (readonly (readonly [string, number])[])[])[],
  newest: string | null,
  fresh: number,
];

/** Different texts kept of one field: beyond it rare ones are not told apart any more. */
const mostWords = 50_000;

export const addRun = (tally: Tally, run: RowRun, [groups, words, newest, fresh]: ScanAnswer): void => {
  const inRun: number[] = tally.fields.map(() => 0);
  for (const [month, owner, maker, rows, nested, seen] of groups) {
    const filled = nested.flat();
    const line = { rows, filled, shown: shownOf(tally.fields, rows, seen.flat()) };
    addLine(tally.months, month, line);
    addLine(tally.owners, owner, line);
    tally.rows += rows;
    for (const [at, count] of filled.entries()) {
      inRun[at] = (inRun[at] ?? 0) + count;
      if (count > 0) tally.writers[at]?.add(maker);
    }
  }
  tally.fresh += fresh;
  tally.runs.push({ run, newest: newest ?? '', filled: inRun });
  const counted = tally.words.filter((known) => known !== undefined);
  for (const [at, list] of words.flat().entries()) addWords(counted[at], list);
};

const addWords = (known: Map<string, number> | undefined, list: readonly (readonly [string, number])[]): void => {
  if (known)
    for (const [word, count] of list) if (known.has(word) || known.size < mostWords) known.set(word, (known.get(word) ?? 0) + count);
};

const shownOf = (fields: readonly CompiledField[], rows: number, seen: readonly number[]): number[] => {
  let at = 0;
  return fields.map((field) => (field.show === undefined ? rows : (seen[at++] ?? 0)));
};

const addLine = (lines: Map<string, TallyLine>, name: string, { rows, filled, shown }: TallyLine): void => {
  const line = lines.get(name) ?? { rows: 0, filled: [], shown: [] };
  line.rows += rows;
  for (const [at, count] of filled.entries()) line.filled[at] = (line.filled[at] ?? 0) + count;
  for (const [at, count] of shown.entries()) line.shown[at] = (line.shown[at] ?? 0) + count;
  lines.set(name, line);
};

/** Runs that may hold a row newer than any known one that fills a field: what is left to look at for its last write. */
export const runsBeyond = ({ runs }: Tally, at: number, known: string): readonly TallyRun[] =>
  runs.filter(({ newest, filled }) => newest > known && (filled[at] ?? 0) > 0).sort((a, b) => (a.newest < b.newest ? 1 : -1));
