import { timingSafeEqual } from 'node:crypto';
import { problem, type Problem } from '#core/problem.ts';

const freeTries = 5;
const longestWait = 60_000;
const guesses = { count: 0, until: 0 };

/** Whether the one-time code is right; after five wrong ones each further try waits twice as long, whoever asks. */
export const checkSetUpCode = (given: string, code: string, now: number): readonly Problem[] => {
  if (guesses.until > now) return [problem('too-many-tries', '/code', { seconds: Math.ceil((guesses.until - now) / 1000) })];
  const [typed, wanted] = [Buffer.from(given.replaceAll(/\s/g, '')), Buffer.from(code)];
  if (typed.length === wanted.length && timingSafeEqual(typed, wanted)) {
    guesses.count = 0;
    return [];
  }
  guesses.count += 1;
  guesses.until = guesses.count < freeTries ? 0 : now + Math.min(longestWait, 2 ** (guesses.count - freeTries) * 1000);
  return [problem('set-up-code', '/code')];
};
