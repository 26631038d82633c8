import type { Problem } from '#core/problem.ts';
import { fill } from './fill.ts';
import type { Messages } from './messages.ts';

/** The sentence for a problem: its code's template, filled with its params. An unknown code still says which. */
export const wordProblem = (problem: Problem, messages: Messages): string => {
  const sentences: Readonly<Record<string, string>> = messages.problem;
  const template = Object.hasOwn(sentences, problem.code) ? sentences[problem.code] : undefined;
  return fill(template ?? messages.problem.unknown, { code: problem.code, ...problem.params });
};
