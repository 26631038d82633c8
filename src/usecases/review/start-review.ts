import { addDays, localDay } from '#core/field/calendar.ts';
import { problem } from '#core/problem.ts';
import { canManageTables } from '#core/permission/rights.ts';
import { findingsOf } from '#core/review/findings-of.ts';
import { meanRate } from '#core/review/review-facts.ts';
import { addMonths } from '#core/review/add-months.ts';
import { firstPeriodDays, reviewEveryMonths, threshold } from '#core/review/threshold.ts';
import { done, forbidden, refusedFor, type Outcome } from '#usecases/outcome.ts';
import type { World } from '#usecases/ports/world.ts';
import { gatherFacts } from '#usecases/review/gather-facts.ts';
import { endReview, insertReview, listReviews } from '#usecases/review/review-store.ts';
import { followReview } from '#usecases/review/review-progress.ts';
import type { TableAccess } from '#usecases/table/open-table.ts';

export interface StartedReview {
  readonly id: string;
  /** Ends with the report; rejects when it could not be made, and the review counts as failed. */
  readonly finished: Promise<void>;
}

/**
 * Begins a review of a table in the background: facts since the last one, findings, and the day of the next. The one before is closed; within
 * a month it is counted again instead, over the same period, with the decisions that were taken and the day that was set.
 * `help`: see findingsOf.
 */
export const startReview = async (
  world: World,
  access: TableAccess,
  help: Readonly<Record<string, string>>,
): Promise<Outcome<StartedReview>> => {
  if (!canManageTables(access.caller)) return forbidden(problem('no-right-tables'));
  const known = await listReviews(world, access.key);
  if (known.some((line) => line.state === 'running')) return refusedFor(problem('review-running'));
  const today = localDay(world.now(), world.zone);
  const last = known.find((line) => line.rate !== null);
  const id = world.newId();
  const to = new Date(world.now()).toISOString();
  const again = last !== undefined && Date.parse(to) - Date.parse(last.to) < threshold.youngDays * 86_400_000;
  const from = (again ? last.from : last?.to) ?? new Date(Date.parse(to) - firstPeriodDays * 86_400_000).toISOString();
  const next = again && last.next > today ? last.next : addMonths(today, reviewEveryMonths);
  followReview(world).set(id, 0);
  const { caller, key, table } = access;
  await insertReview(world, { id, tbl: key, by: caller.id, from, to, next, revision: table.revision, before: again ? last.id : '' });
  return done({ id, finished: makeReport(world, access, { id, from, to, help }) });
};

interface Order {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly help: Readonly<Record<string, string>>;
}

const makeReport = async (world: World, access: TableAccess, { id, from, to, help }: Order): Promise<void> => {
  const progress = followReview(world);
  try {
    const facts = await gatherFacts(world, access, { from, to, onProgress: (share) => progress.set(id, share) });
    const findings = findingsOf(facts, access.whole.definition, help);
    const rated = facts.fields.filter((field) => access.table.field(field.key)?.otherOf === undefined);
    await endReview(world, id, { state: 'open', report: { facts, findings, rate: meanRate(rated) } });
  } catch (error) {
    await endReview(world, id, { state: 'failed' });
    throw error;
  } finally {
    progress.delete(id);
  }
};

/** Days that are not days and days in the past are no next review. */
export const isNextDay = (day: string, today: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && addDays(day, 0) === day && day > today && day <= addDays(today, 3 * 366);
