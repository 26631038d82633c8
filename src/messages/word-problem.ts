import type { Problem } from '#core/problem.ts';
import type { Messages } from './messages.ts';
import { fillNamed, paramsIn } from './name-in.ts';
import { wordChange } from './word-change.ts';

/** The sentence for a problem: its code's template, filled with its params. A change that is refused is a problem too. An unknown code still says which. */
export const wordProblem = (problem: Problem, messages: Messages): string => {
  const sentences: Readonly<Record<string, string>> = { ...messages.transfer, ...messages.problem };
  const template = Object.hasOwn(sentences, problem.code) ? sentences[problem.code] : undefined;
  if (template === undefined && Object.hasOwn(messages.change, problem.code))
    return wordChange({ ...problem, kind: problem.code }, messages);
  const types: Readonly<Record<string, string>> = messages.fieldType;
  const { to } = problem.params;
  const type = problem.code === 'revision-changed' && typeof to === 'string' ? { to: types[to] ?? to } : {};
  return fillNamed(template ?? messages.problem.unknown, { code: problem.code, ...paramsIn(problem, messages), ...type }, messages);
};
