import { problem, pointer, type Problem } from '#core/problem.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { localDay } from '#core/field/calendar.ts';
import { decisionWords, type DecisionWord } from '#core/review/finding.ts';
import { done, forbidden, notFound, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { findReview, type Decision, type Review } from '#usecases/review/review-store.ts';
import { isNextDay } from '#usecases/review/start-review.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

/** Unjudged: from a body. `decisions` by id of the finding: null takes one back, what is not named stays. */
export interface DecisionOrder {
  readonly id: string;
  readonly decisions: unknown;
  readonly next?: unknown;
}

const longestReason = 500;
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isDecision = (value: unknown): value is DecisionWord => decisionWords.some((word) => word === value);

const closed = refusedFor(problem('review-closed'));

interface Read {
  readonly changes: Readonly<Record<string, Pick<Decision, 'decision' | 'reason'> | null>>;
  readonly problems: readonly Problem[];
}

/** Keeps decisions with their reasons, who took them and when. An earlier decision of the same words keeps its moment. */
export const decide = async (world: World, access: TableAccess, order: DecisionOrder): Promise<Outcome<Review>> => {
  if (!canManageTables(access.caller)) return forbidden(problem('no-right-tables'));
  const review = await findReview(world, access.key, order.id);
  if (!review?.report) return notFound;
  if (review.line.state !== 'open') return closed;
  const { changes, problems } = readDecisions(order.decisions, new Set(review.report.findings.map((finding) => finding.id)));
  const next = order.next ?? review.line.next;
  const today = localDay(world.now(), world.zone);
  const badDay = order.next !== undefined && (typeof next !== 'string' || !isNextDay(next, today));
  const faults = [...problems, ...(badDay ? [problem('review-next-day', pointer('next'))] : [])];
  if (faults.length > 0) return refusedFor(...faults);
  const made = { by: access.caller.id, at: access.now };
  const patch = Object.fromEntries(Object.entries(changes).map(([id, change]) => [id, change === null ? null : { ...change, ...made }]));
  const written = await world.db.write([
    {
      text: `update b_reviews set decisions = json_patch(case when decisions = '' then '{}' else decisions end, :patch), next_at = :next where id = :id and tbl = :tbl and state = 'open'`,
      params: { id: order.id, tbl: access.key, patch: JSON.stringify(patch), next: String(next) },
      changes: 1,
    },
  ]);
  if (!written.ok) return closed; // a new count has begun meanwhile and goes on with what was decided until then
  const now = await findReview(world, access.key, order.id);
  return now ? done(now) : notFound;
};

const readDecisions = (given: unknown, known: ReadonlySet<string>): Read => {
  if (given === undefined) return { changes: {}, problems: [] };
  if (!isObject(given)) return { changes: {}, problems: [problem('decision-shape', pointer('decisions'))] };
  const changes: Record<string, Pick<Decision, 'decision' | 'reason'> | null> = {};
  const problems: Problem[] = [];
  for (const [id, change] of Object.entries(given)) {
    const path = pointer('decisions', id);
    const reason = isObject(change) ? (change['reason'] ?? '') : '';
    if (!known.has(id)) problems.push(problem('no-such-finding', path, { id: id.slice(0, 80) }));
    else if (change === null) changes[id] = null;
    else if (!isObject(change) || !isDecision(change['decision']) || typeof reason !== 'string')
      problems.push(problem('decision-shape', path));
    else if ([...reason].length > longestReason)
      problems.push(problem('too-long', pointer('decisions', id, 'reason'), { limit: longestReason, count: [...reason].length }));
    else changes[id] = { decision: change['decision'], reason: reason.trim() };
  }
  return { changes, problems };
};
