import { fill, type FillParams } from '#messages/fill.ts';
import type { CliMessages } from '#messages/zh-CN/cli.ts';
import type { Problem } from '#core/problem.ts';

/** A command that cannot be done, in the command line's own words or as problems. Not a bug: shown without a stack. */
export class Told extends Error {
  override readonly name = 'Told';
  readonly words: keyof CliMessages | undefined;
  readonly params: FillParams;
  readonly problems: readonly Problem[];

  constructor(words: keyof CliMessages | undefined, params: FillParams = {}, problems: readonly Problem[] = []) {
    super(words ?? problems.map(({ code }) => code).join(', '));
    this.words = words;
    this.params = params;
    this.problems = problems;
  }

  text(messages: CliMessages): string | undefined {
    return this.words === undefined ? undefined : fill(messages[this.words], this.params);
  }
}
