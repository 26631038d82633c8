import { nameParams, type EnglishNames, type NamingParams, type Titled } from '#core/naming.ts';

/**
 * An expected failure, as data. `path` is a JSON Pointer into what was judged (`/phone`, `/views/0/filter`, '' for the whole);
 * `params` fill the words in `src/messages/<language>/problem.ts`, which has one sentence per code.
 */
export interface Problem {
  readonly code: string;
  readonly path: string;
  readonly params: Readonly<Record<string, ProblemParam>>;
  /** The English of those params that name something with an English title. */
  readonly english?: EnglishNames;
}

export type ProblemParam = string | number | boolean | readonly string[];

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** `params` may be what a sentence names itself, a field or an option: then it is named in the reader's language. */
export const problem = (code: string, path = '', params: NamingParams = {}): Problem => ({ code, path, ...nameParams(params) });

/** The same fault with the field it is about, unless it names one itself. */
export const aboutField = (fault: Problem, field: Titled): Problem => {
  if (Object.hasOwn(fault.params, 'field')) return fault;
  const { params, english } = nameParams({ field });
  const names = { ...english, ...fault.english };
  return { ...fault, params: { ...params, ...fault.params }, ...(Object.keys(names).length === 0 ? {} : { english: names }) };
};

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const refused = (...problems: readonly Problem[]): Result<never> => ({ ok: false, problems });

/** One step of a JSON Pointer, escaped after RFC 6901. */
export const pointer = (...steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
