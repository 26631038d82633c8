import type { DecisionWord, Finding } from '#core/review/finding.ts';
import type { ReviewFacts } from '#core/review/review-facts.ts';
import type { World } from '#usecases/ports/world.ts';
import { followReview } from '#usecases/review/review-progress.ts';

/** `open`: the report stands and decisions are taken; `done`: the next review has begun. */
export type ReviewState = 'running' | 'open' | 'done' | 'failed';

export interface Decision {
  readonly decision: DecisionWord;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}
export type Decisions = Readonly<Record<string, Decision>>;

/** One review in a list. Days are local, moments ISO; '' where there is none yet. */
export interface ReviewLine {
  readonly id: string;
  readonly by: string;
  readonly state: ReviewState;
  readonly from: string;
  readonly to: string;
  /** Day of the next review. */
  readonly next: string;
  readonly revision: number;
  readonly created: string;
  readonly finished: string;
  readonly findings: number;
  readonly decided: number;
  /** Mean fill rate, 0 to 1; null while there is no report. */
  readonly rate: number | null;
  readonly rows: number | null;
  /** Share that is done, 0 to 1. */
  readonly progress: number;
}

export interface ReviewReport {
  readonly facts: ReviewFacts;
  readonly findings: readonly Finding[];
  readonly rate: number;
}

export interface Review {
  readonly line: ReviewLine;
  /** Undefined while it runs and when it failed. */
  readonly report: ReviewReport | undefined;
  readonly decisions: Decisions;
}

const lineJson = `json_object('id', id, 'by', by_id, 'state', state, 'from', from_at, 'to', to_at, 'next', next_at, 'revision', revision, 'created', created_at, 'finished', finished_at, 'findings', case when report = '' then 0 else json_array_length(report, '$.findings') end, 'decided', (select count(*) from json_each(case when decisions = '' then '{}' else decisions end)), 'rate', case when report = '' then null else json_extract(report, '$.rate') end, 'rows', case when report = '' then null else json_extract(report, '$.facts.rows') end)`;

type StoredLine = Omit<ReviewLine, 'progress'>;

/**
 * Puts the state of reviews under way into lines: one that nobody works on, for another process left it unended, has failed. Who works on what
 * is asked before the rows are read too: a review may end while they are, and is then not lost.
 */
const stateTeller = (world: Pick<World, 'db'>): ((line: StoredLine) => ReviewLine) => {
  const before = new Map(followReview(world));
  return (line) => {
    const share = followReview(world).get(line.id) ?? before.get(line.id);
    if (line.state !== 'running') return { ...line, progress: 1 };
    return share === undefined ? { ...line, state: 'failed', progress: 1 } : { ...line, progress: share };
  };
};

/** Newest first. */
export const listReviews = async (world: Pick<World, 'db'>, tbl: string): Promise<readonly ReviewLine[]> => {
  const tell = stateTeller(world);
  const lines = await world.db.read<StoredLine>({
    text: `select ${lineJson} as j from b_reviews where tbl = :tbl order by created_at desc, rowid desc limit 200`,
    params: { tbl },
  });
  return lines.map(tell);
};

export const findReview = async (world: Pick<World, 'db'>, tbl: string, id: string): Promise<Review | undefined> => {
  const tell = stateTeller(world);
  const [row] = await world.db.read<readonly [StoredLine, ReviewReport | null, Decisions]>({
    text: `select json_array(json(${lineJson}), case when report = '' then null else json(report) end, json(case when decisions = '' then '{}' else decisions end)) as j from b_reviews where tbl = :tbl and id = :id`,
    params: { tbl, id },
  });
  return row ? { line: tell(row[0]), report: row[1] ?? undefined, decisions: row[2] } : undefined;
};

export interface NewReview {
  readonly id: string;
  readonly tbl: string;
  readonly by: string;
  readonly from: string;
  readonly to: string;
  readonly next: string;
  readonly revision: number;
  /** Id of the review whose decisions it goes on with, '' for none: as they stand in the moment that closes it. */
  readonly before: string;
}

/** Closes what was open before and what nobody ended. */
export const insertReview = async (world: World, given: NewReview): Promise<void> => {
  await world.db.write([
    {
      text: `update b_reviews set state = case state when 'running' then 'failed' else 'done' end where tbl = :tbl and state in ('running', 'open')`,
      params: { tbl: given.tbl },
    },
    {
      text: `insert into b_reviews (id, tbl, by_id, state, from_at, to_at, next_at, revision, report, decisions, created_at, finished_at) values (:id, :tbl, :by, 'running', :from, :to, :next, :revision, '', coalesce((select decisions from b_reviews where tbl = :tbl and id = :before), ''), :to, '')`,
      params: { ...given },
    },
  ]);
};

export const endReview = async (
  world: World,
  id: string,
  { state, report }: { readonly state: ReviewState; readonly report?: ReviewReport },
): Promise<void> => {
  await world.db.write([
    {
      text: `update b_reviews set state = :state, report = :report, finished_at = :now where id = :id and state = 'running'`,
      params: { id, state, report: report === undefined ? '' : JSON.stringify(report), now: new Date(world.now()).toISOString() },
    },
  ]);
};
