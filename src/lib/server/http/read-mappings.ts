import { isJsonObject } from '#core/record/parse-body.ts';
import { problem, type Problem } from '#core/problem.ts';
import type { Mappings } from '#usecases/revision/revision.ts';

const longestWord = 1000;

const isWords = (given: unknown): given is Readonly<Record<string, string>> =>
  isJsonObject(given) &&
  Object.entries(given).every((pair) => pair.every((word) => typeof word === 'string' && word.length <= longestWord));

const isMappings = (given: unknown): given is Mappings => isJsonObject(given) && Object.values(given).every(isWords);

/** The manager's own readings as a request gives them; none where it gives nothing. */
export const readMappings = (
  given: unknown,
): { readonly ok: true; readonly value: Mappings } | { readonly ok: false; readonly problem: Problem } => {
  if (given === undefined) return { ok: true, value: {} };
  return isMappings(given) ? { ok: true, value: given } : { ok: false, problem: problem('mappings-shape', '/mappings') };
};
