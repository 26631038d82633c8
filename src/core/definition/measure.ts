import { problem, type Problem } from '#core/problem.ts';

const deepest = 64;
const mostParts = 200_000;

/** Refuses what is too deep or too large before anything walks it; without recursion, so that no input can exhaust the stack. */
export const measure = (input: unknown): readonly Problem[] => {
  let level: readonly unknown[] = [input];
  let parts = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    parts += level.length;
    if (depth > deepest) return [problem('definition-too-deep', '', { most: deepest })];
    if (parts > mostParts) return [problem('definition-too-big', '', { most: mostParts })];
    level = level.flatMap((part) => (typeof part === 'object' && part !== null ? Object.values(part) : []));
  }
  return [];
};
