import { problem, type Problem } from '#core/problem.ts';

/** Why the server cannot start here; `src/messages` has the words of its code. Not a bug: shown without a stack. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
  readonly problem: Problem;

  constructor(code: string, params: Problem['params'], cause?: unknown) {
    super(`${code} ${JSON.stringify(params)}`, { cause });
    this.problem = problem(code, '', params);
  }
}
