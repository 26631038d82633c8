import { problem, type Problem } from '#core/problem.ts';
import type { Mappings } from '#usecases/revision/revision.ts';
import { maxLength, optional, pipe, record, safeParse, string } from 'valibot';

const word = pipe(string(), maxLength(1000));
const shape = optional(record(word, record(word, word)), {});

/** The manager's own readings as a request gives them. */
export const readMappings = (
  given: unknown,
): { readonly ok: true; readonly value: Mappings } | { readonly ok: false; readonly problem: Problem } => {
  const parsed = safeParse(shape, given);
  return parsed.success ? { ok: true, value: parsed.output } : { ok: false, problem: problem('mappings-shape', '/mappings') };
};
