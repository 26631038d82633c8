import type { Problem } from '#core/problem.ts';
import type { Statement } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';

export type JobState = 'running' | 'done' | 'failed';

/** Long work on one table, stored so that it is taken up again after a crash. Moments are ISO, '' while it goes on. */
export interface Job {
  readonly id: string;
  readonly table: string;
  readonly kind: string;
  readonly state: JobState;
  readonly by: string;
  /** What was asked for; never changes. */
  readonly params: unknown;
  /** Where the work stands; every step may be repeated. */
  readonly cursor: unknown;
  /** Progress, in rows. */
  readonly done: number;
  readonly total: number;
  readonly report: unknown;
  readonly problems: readonly Problem[];
  readonly created: string;
  readonly updated: string;
  readonly finished: string;
}

const nullable = (column: string): string => `case when ${column} = '' then null else json(${column}) end`;
const jobSql = `select json_object('id', id, 'table', tbl, 'kind', kind, 'state', state, 'by', by_id, 'params', ${nullable('params')}, 'cursor', ${nullable('cursor')}, 'done', coalesce(done, 0), 'total', coalesce(total, 0), 'report', case when report = '' then null else json_extract(report, '$.report') end, 'problems', case when report = '' then json_array() else coalesce(json(json_extract(report, '$.problems')), json_array()) end, 'created', created_at, 'updated', updated_at, 'finished', finished_at) as j from b_jobs`;

const isoNow = (world: Pick<World, 'now'>): string => new Date(world.now()).toISOString();

export interface NewJob {
  readonly id: string;
  readonly table: string;
  readonly kind: string;
  readonly by: string;
  readonly params: unknown;
}

/** Part of the unit that begins the work. */
export const insertJob = (world: Pick<World, 'now'>, job: NewJob): Statement => ({
  text: `insert into b_jobs (id, tbl, kind, state, by_id, params, cursor, done, total, report, created_at, updated_at, finished_at) values (:id, :tbl, :kind, 'running', :by, :params, '', 0, 0, '', :now, :now, '')`,
  params: { id: job.id, tbl: job.table, kind: job.kind, by: job.by, params: JSON.stringify(job.params), now: isoNow(world) },
});

/** The same for a job that nobody takes up before a moment (milliseconds): it shows its next sign of life then. */
export const sleepUntil = (world: Pick<World, 'now'>, job: NewJob, moment: number): readonly Statement[] => [
  insertJob(world, job),
  { text: 'update b_jobs set updated_at = :at where id = :id', params: { at: new Date(moment).toISOString(), id: job.id }, changes: 1 },
];

/** Part of a unit of the work: where it stands once that unit is written. */
export const moveCursor = (world: Pick<World, 'now'>, id: string, cursor: unknown): Statement => ({
  text: `update b_jobs set cursor = :cursor, updated_at = :now where id = :id and state = 'running'`,
  params: { id, cursor: JSON.stringify(cursor), now: isoNow(world) },
  changes: 1,
});

export const noteProgress = (world: Pick<World, 'now'>, id: string, { done, total }: Pick<Job, 'done' | 'total'>): Statement => ({
  text: `update b_jobs set done = :done, total = :total, updated_at = :now where id = :id and state = 'running'`,
  params: { id, done, total, now: isoNow(world) },
});

export type JobEnd =
  { readonly state: 'done'; readonly report: unknown } | { readonly state: 'failed'; readonly problems: readonly Problem[] };

export const endJob = (world: Pick<World, 'now'>, id: string, end: JobEnd): Statement => ({
  text: `update b_jobs set state = :state, report = :report, updated_at = :now, finished_at = :now where id = :id and state = 'running'`,
  params: { id, state: end.state, report: JSON.stringify(end), now: isoNow(world) },
});

export const findJob = async (world: Pick<World, 'db'>, id: string): Promise<Job | undefined> => {
  const [job] = await world.db.read<Job>({ text: `${jobSql} where id = :id`, params: { id } });
  return job;
};

/** Newest first. */
export const listJobs = (world: Pick<World, 'db'>, table: string): Promise<readonly Job[]> =>
  world.db.read<Job>({ text: `${jobSql} where tbl = :table order by created_at desc, id desc limit 50`, params: { table } });

/** Begun and not ended, oldest first; `before`: only those without a sign of life since that moment. */
export const unfinishedJobs = (world: Pick<World, 'db'>, before: string): Promise<readonly Job[]> =>
  world.db.read<Job>({
    text: `${jobSql} where state = 'running' and updated_at <= :before order by created_at, id limit 100`,
    params: { before },
  });
