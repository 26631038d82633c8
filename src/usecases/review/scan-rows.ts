import type { CompiledField } from '#core/compile/compiled-table.ts';
import { lastSql, optionCountSql, runSql, scanSql, type RowRun, type ScanPart } from '#core/review/scan-sql.ts';
import { addRun, newTally, runsBeyond, type ScanAnswer, type Tally, type TallyLine, type TallyRun } from '#core/review/tally.ts';
import { localTime } from '#core/field/calendar.ts';
import type { World } from '#usecases/ports/world.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** What the pass over all rows says of one field; `at` is its place in the lines. */
export interface FieldTally {
  readonly at: number;
  readonly months: ReadonlyMap<string, TallyLine>;
  readonly owners: ReadonlyMap<string, TallyLine>;
  readonly writers: ReadonlySet<string>;
  readonly last: string;
  readonly words: ReadonlyMap<string, number>;
}

export interface ScannedRows {
  readonly rows: number;
  /** Rows made since `from`. */
  readonly fresh: number;
  readonly fields: ReadonlyMap<string, FieldTally>;
}

/** Rows read in one go: a third of a second at most, then others have their turn. */
const runLength = 25_000;
/** Fields counted in one pass: wide tables are passed over several times. */
const fieldsAtOnce = 60;

interface RowsOrder {
  readonly from: string;
  readonly onProgress: (share: number) => void;
}

/** One pass over the rows for each group of fields, run by run, holding nothing but counts. */
export const scanRows = async (world: World, access: TableAccess, { from, onProgress }: RowsOrder): Promise<ScannedRows> => {
  const fields = access.whole.fields.filter((field) => access.table.field(field.key) !== undefined);
  const [total] = await one<readonly [number | null]>(world, `select json_array(max(rowid)) as j from ${access.table.collection}`);
  const counted = new Map<string, FieldTally>();
  let [rows, fresh] = [0, 0];
  for (let first = 0; first < fields.length; first += fieldsAtOnce) {
    const part = partOf(world, access, { fields: fields.slice(first, first + fieldsAtOnce), from });
    const tally = await scanPart(world, part, (last) =>
      onProgress((first + (part.fields.length * last) / Math.max(1, total ?? 0)) / fields.length),
    );
    [rows, fresh] = [tally.rows, tally.fresh];
    const lasts = await lastWrites(world, part, tally);
    for (const [at, field] of part.fields.entries())
      counted.set(field.key, await tallyOf(world, access, { field, tally, at, last: lasts[at] ?? '' }));
  }
  return { rows, fresh, fields: counted };
};

const one = async <Row>(world: World, text: string): Promise<Row> => {
  const [row] = await world.db.read<Row>({ text, params: {} }, { job: true });
  if (row === undefined) throw new Error(`nothing answered to ${text}`);
  return row;
};

const partOf = (world: World, { whole: table, asker, hidden }: TableAccess, given: Pick<ScanPart, 'fields' | 'from'>): ScanPart => ({
  ...given,
  table,
  asker,
  hidden,
  offset: Math.round((Date.parse(`${localTime(world.now(), world.zone)}Z`) - world.now()) / 60_000),
});

const scanPart = async (world: World, part: ScanPart, onRun: (last: number) => void): Promise<Tally> => {
  const tally = newTally(part.fields);
  for (let after = 0; ;) {
    const [run] = await world.db.read<readonly [number, number | null]>(runSql(part.table.collection, after, runLength), { job: true });
    const last = run?.[1] ?? null;
    if (last === null) return tally;
    const rows: RowRun = { after, upTo: last };
    const [answer] = await world.db.read<ScanAnswer>(scanSql(part, rows), { job: true });
    if (answer) addRun(tally, rows, answer);
    after = last;
    onRun(last);
  }
};

/** Looks only at the runs that can hold the newest filled row: one or two, as rows come in the order of time. */
const lastWrites = async (world: World, part: ScanPart, tally: Tally): Promise<readonly string[]> => {
  const lasts = part.fields.map(() => '');
  for (;;) {
    const wanted = part.fields.flatMap((field, at) => {
      const [next] = runsBeyond(tally, at, lasts[at] ?? '');
      return next ? [{ field, at, run: next.run }] : [];
    });
    const run = wanted[0]?.run;
    if (run === undefined) return lasts;
    const asked = wanted.filter((want) => want.run === run);
    const [answer] = await world.db.read<readonly (readonly (string | null)[])[]>(
      lastSql({ ...part, fields: asked.map(({ field }) => field) }, run),
      { job: true },
    );
    for (const [place, moment] of (answer ?? []).flat().entries()) {
      const at = asked[place]?.at ?? -1;
      if (moment !== null && moment > (lasts[at] ?? '')) lasts[at] = moment;
    }
    tally.runs.splice(0, tally.runs.length, ...tally.runs.map((known) => (known.run === run ? without(known, asked) : known)));
  }
};

/** The run as it stands once some fields of it were looked at. */
const without = (known: TallyRun, asked: readonly { readonly at: number }[]): TallyRun => ({
  ...known,
  filled: known.filled.map((count, at) => (asked.some((one) => one.at === at) ? 0 : count)),
});

interface Placed {
  readonly field: CompiledField;
  readonly tally: Tally;
  readonly at: number;
  readonly last: string;
}

const tallyOf = async (world: World, { table, hidden }: TableAccess, { field, tally, at, last }: Placed): Promise<FieldTally> => ({
  at,
  months: tally.months,
  owners: tally.owners,
  writers: tally.writers[at] ?? new Set(),
  last,
  words:
    field.type.name === 'multi-choice'
      ? new Map(await world.db.read<readonly [string, number]>(optionCountSql({ table, hidden }, field.key), { job: true }))
      : (tally.words[at] ?? new Map<string, number>()),
});
