import type { ProblemMessages } from '../zh-CN/problem.ts';

export const problem = {
  unknown: 'Did not pass the check ({code}). Mend it and save again',
} satisfies ProblemMessages;
