import { problem, type Problem } from '#core/problem.ts';
import type { Refusal } from '#usecases/outcome.ts';

/** A refusal as problems for a posted form. */
export const refusalProblems = (refusal: Refusal): readonly Problem[] => {
  if (refusal.kind === 'refused') return refusal.problems;
  if (refusal.kind === 'forbidden') return [refusal.problem];
  return [problem(refusal.kind === 'not-found' ? 'not-found' : refusal.kind === 'stale' ? 'version-stale' : 'version-missing')];
};
