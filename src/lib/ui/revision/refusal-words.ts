import type { Messages } from '#messages/messages.ts';
import type { Answer } from '#ui/import/ask.ts';

/** Why nothing happened, in the server's own words where it gave any. */
export const refusalWords = (answer: Extract<Answer<unknown>, { ok: false }>, { revision }: Pick<Messages, 'revision'>): string => {
  const said = answer.problems.map((problem) => problem.words).join(' ');
  if (said !== '') return said;
  return answer.status === 0 || answer.status >= 500 ? revision.lost : revision.failed;
};
