import { planCollection } from '#core/compile/plan-collection.ts';
import type { CompiledTable } from '#core/compile/compiled-table.ts';
import type { Impact } from '#core/definition/diff-impact.ts';
import { addDays, localDay, momentOf } from '#core/field/calendar.ts';
import { sleepUntil, type JobEnd, type NewJob } from '#usecases/job/job.ts';
import type { JobWork } from '#usecases/job/job-desk.ts';
import type { Statement } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';

/** Above so many rows one index holds the writer for longer than half a second: lists get theirs at night. */
export const manyRows = 300_000;
/** Local hour at which nobody waits for the writer. */
const nightHour = 2;

interface Indexes {
  /** Made before the revision goes live: small tables, and what keeps numbers unique. */
  readonly now: readonly string[];
  readonly later: readonly string[];
}

/** The indexes a table lacks, by when they are made. */
export const splitIndexes = async (world: Pick<World, 'db'>, table: CompiledTable, rows: number): Promise<Indexes> => {
  const { collection, indexes } = planCollection(table);
  const present = await world.db.read<readonly [string]>({
    text: `select json_array(name) as j from sqlite_master where type = 'index' and tbl_name = :collection limit 500`,
    params: { collection },
  });
  const names = new Set(present.map(([name]) => name));
  const lacking = indexes.filter((text) => !names.has(/if not exists (\w+)/.exec(text)?.[1] ?? ''));
  const waits = (text: string): boolean => rows > manyRows && !text.startsWith('create unique');
  return { now: lacking.filter((text) => !waits(text)), later: lacking.filter(waits) };
};

/** The next night hour of the firm's zone, in milliseconds. */
export const nextNight = ({ now, zone }: Pick<World, 'now' | 'zone'>): number => {
  const today = localDay(now(), zone);
  const nightOf = (day: string): number => momentOf(`${day}T${String(nightHour).padStart(2, '0')}:00:00`, zone);
  return nightOf(today) > now() ? nightOf(today) : nightOf(addDays(today, 1));
};

/** The notice of a dry run: lists in an order that is new are slower until that night. */
export const laterNotice = async (world: World, table: CompiledTable, rows: number): Promise<readonly Impact[]> => {
  if (rows <= manyRows) return [];
  const { later } = await splitIndexes(world, table, rows);
  return later.length === 0 ? [] : [{ kind: 'impact-index-later', key: '', params: { count: later.length, rows, hour: nightHour } }];
};

/** Part of the unit that makes a revision live: its list indexes as a job that sleeps until the night. */
export const orderIndexes = (world: World, job: Pick<NewJob, 'table' | 'by'>): readonly Statement[] =>
  sleepUntil(world, { id: world.newId(), kind: 'index', params: {}, ...job }, nextNight(world));

const breath = 2_000;

/** Makes what the live revision lacks by then, one index after the other with a pause for writers between. */
export const indexWork: JobWork = async (world, { job, tell }): Promise<JobEnd> => {
  const entry = world.tables.live(job.table);
  const { now: lacking } = entry ? await splitIndexes(world, entry.table, 0) : { now: [] };
  for (const [at, text] of lacking.entries()) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve, breath));
    await world.db.write([{ text, params: {} }], { job: true });
    tell(at + 1, lacking.length);
  }
  return { state: 'done', report: { made: lacking.length } };
};
