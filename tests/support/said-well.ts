import { expect } from 'vitest';
import { problem, type Problem } from '#core/problem.ts';
import { messages as english } from '#messages/en/messages.ts';
import { messages as chinese } from '#messages/zh-CN/messages.ts';
import { wordProblem } from '#messages/word-problem.ts';

const unknown = [chinese, english].map((messages) => wordProblem(problem(''), messages).slice(0, 6));

/** Every problem has a place, a code we know and a whole sentence in both languages; inputs hold no `{word}` of their own. */
export const expectSaidWell = (problems: readonly Problem[]): void => {
  for (const fault of problems) {
    expect(fault.path).toMatch(/^(?:\/|$)/);
    for (const [at, messages] of [chinese, english].entries()) {
      const words = wordProblem(fault, messages);
      expect([fault, words]).toEqual([fault, expect.not.stringMatching(/\{\w+\}|undefined|\[object/)]);
      expect([fault, words.startsWith(unknown[at] ?? ' ')]).toEqual([fault, false]);
    }
  }
};
