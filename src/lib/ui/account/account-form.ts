import type { Problem } from '#core/problem.ts';

/** What an action of an account page answers with `fail`: what was typed (never a password) and every problem. */
export interface AccountForm {
  readonly values?: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}
