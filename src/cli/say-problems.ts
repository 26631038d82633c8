import type { Problem } from '#core/problem.ts';
import { wordProblem } from '#messages/word-problem.ts';
import type { Speaker } from './command.ts';

/** Every problem with its place in words. */
export const sayProblems = (problems: readonly Problem[], { complain, messages }: Speaker): void => {
  for (const problem of problems)
    complain(`  ${problem.path === '' ? messages.cli.whole : problem.path}: ${wordProblem(problem, messages)}`);
};
