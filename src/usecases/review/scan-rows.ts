import type { CompiledField } from '#core/compile/compiled-table.ts';
import { optionCountSql, runSql, scanSql, type ScanPart } from '#core/review/scan-sql.ts';
import { addRun, newTally, type ScanAnswer, type Tally, type TallyLine } from '#core/review/tally.ts';
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
  readonly fields: ReadonlyMap<string, FieldTally>;
}

/** Rows read in one go: a third of a second at most, then others have their turn. */
const runLength = 25_000;
/** Fields counted in one pass: wide tables are passed over several times. */
const fieldsAtOnce = 60;

/** One pass over the rows for each group of fields, run by run, holding nothing but counts. */
export const scanRows = async (world: World, access: TableAccess, onProgress: (share: number) => void): Promise<ScannedRows> => {
  const { fields } = access.table;
  const [total = 0] = await one<readonly [number]>(world, `select json_array(max(rowid)) as j from ${access.table.collection}`);
  const counted = new Map<string, FieldTally>();
  let rows = 0;
  for (let from = 0; from < Math.max(1, fields.length); from += fieldsAtOnce) {
    const part = fields.slice(from, from + fieldsAtOnce);
    const tally = await scanPart(world, partOf(world, access, part), (last) =>
      onProgress((from + (part.length * last) / Math.max(1, total ?? 0)) / Math.max(1, fields.length)),
    );
    rows = [...tally.months.values()].reduce((sum, line) => sum + line.rows, 0);
    for (const [at, field] of part.entries()) counted.set(field.key, await tallyOf(world, access, { field, tally, at }));
  }
  return { rows, fields: counted };
};

const one = async <Row>(world: World, text: string): Promise<Row> => {
  const [row] = await world.db.read<Row>({ text, params: {} }, { job: true });
  if (row === undefined) throw new Error(`nothing answered to ${text}`);
  return row;
};

const partOf = (world: World, { table, asker, hidden }: TableAccess, fields: readonly CompiledField[]): ScanPart => ({
  table,
  fields,
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
    const [answer] = await world.db.read<ScanAnswer>(scanSql(part, { after, upTo: last }), { job: true });
    if (answer) addRun(tally, answer);
    after = last;
    onRun(last);
  }
};

interface Placed {
  readonly field: CompiledField;
  readonly tally: Tally;
  readonly at: number;
}

const tallyOf = async (world: World, { table, hidden }: TableAccess, { field, tally, at }: Placed): Promise<FieldTally> => ({
  at,
  months: tally.months,
  owners: tally.owners,
  writers: tally.writers[at] ?? new Set(),
  last: tally.last[at] ?? '',
  words:
    field.type.name === 'multi-choice'
      ? new Map(await world.db.read<readonly [string, number]>(optionCountSql({ table, hidden }, field.key), { job: true }))
      : (tally.words[at] ?? new Map<string, number>()),
});
