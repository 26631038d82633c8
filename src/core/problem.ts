/**
 * An expected failure, as data. `path` is a JSON Pointer into what was judged (`/phone`, `/views/0/filter`, '' for the whole);
 * `params` fill the words in `src/messages/<language>/problem.ts`, which has one sentence per code.
 */
export interface Problem {
  readonly code: string;
  readonly path: string;
  readonly params: Readonly<Record<string, ProblemParam>>;
}

export type ProblemParam = string | number | boolean | readonly string[];

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

export const problem = (code: string, path = '', params: Problem['params'] = {}): Problem => ({ code, path, params });

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const refused = (...problems: readonly Problem[]): Result<never> => ({ ok: false, problems });

/** One step of a JSON Pointer, escaped after RFC 6901. */
export const pointer = (...steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
