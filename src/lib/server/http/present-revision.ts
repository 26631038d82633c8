import type { Change } from '#core/definition/change.ts';
import type { Language } from '#messages/language.ts';
import { loadMessages } from '#messages/load-messages.ts';
import { wordChange } from '#messages/word-change.ts';
import type { Job } from '#usecases/job/job.ts';
import type { World } from '#usecases/ports/world.ts';
import { sayProblems } from '#server/http/problem-response.ts';
import type { FullPlan, PlanReport } from '#usecases/revision/plan-rows.ts';
import type { RevisionPlan } from '#usecases/revision/plan-revision.ts';
import type { RevisionLine } from '#usecases/revision/revision.ts';

export const presentRevision = (world: World, line: RevisionLine) => ({
  ...line,
  authorName: world.directory.person(line.author)?.name ?? '',
});

/** The diff in data and in sentences. */
export const presentChanges = async (changes: readonly Change[], language: Language) => {
  const messages = await loadMessages(language);
  return changes.map((change) => ({ ...change, refused: change.effect === 'refused', words: wordChange(change, messages) }));
};

export const presentPlan = async (plan: RevisionPlan, language: Language) => ({
  refused: plan.refused,
  changes: await presentChanges(plan.changes, language),
});

export const presentFullPlan = async (plan: FullPlan, language: Language) => ({
  ...(await presentPlan(plan, language)),
  ...(await presentRows(plan.report, language)),
});

const presentRows = async ({ problems, impact, ...rows }: PlanReport, language: Language) => {
  const messages = await loadMessages(language);
  return {
    problems: await sayProblems(problems, language),
    ...rows,
    impact: impact.map((one) => ({ ...one, words: wordChange(one, messages) })),
  };
};

type StoredPlan = PlanReport & Pick<RevisionPlan, 'changes' | 'refused'>;

/** A job for whoever follows it; the report of a plan in words. */
export const presentJob = async (job: Job, language: Language) => {
  const { id, table, kind, state, done, total, created, finished } = job;
  const stored = kind === 'plan' && job.report !== null ? (job.report as StoredPlan) : undefined; // written by planWork
  const report = stored
    ? {
        refused: stored.refused,
        ...(await presentRows(withoutChanges(stored), language)),
        changes: await presentChanges(stored.changes, language),
      }
    : job.report;
  const asked = kind === 'replace' || kind === 'undo' ? { params: job.params } : {};
  return { id, table, kind, state, done, total, created, finished, report, ...asked, problems: await sayProblems(job.problems, language) };
};

const withoutChanges = ({ changes: _changes, refused: _refused, ...report }: StoredPlan): PlanReport => report;
