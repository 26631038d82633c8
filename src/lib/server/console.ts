import { start, WrongSettings } from '#server/running.ts';
import { StartRefused } from '#server/pocketbase/start-refused.ts';
import type { Problem } from '#core/problem.ts';
import { unavailableProblem } from '#server/http/unavailable-problem.ts';
import { DatabaseUnavailable } from '#usecases/ports/database.ts';
import { wordProblem } from '#messages/word-problem.ts';
import { messages } from '#messages/zh-CN/messages.ts';
import { prepare } from '#server/prepare.ts';

/** Starts everything and says on the console where to go; a start that cannot be is told in words and ends the process. */
export const announce = async (): Promise<void> => {
  try {
    const running = await start();
    for (const line of await prepare(running)) process.stdout.write(`${line}\n`);
  } catch (error) {
    const problems = reasonsOf(error);
    if (!problems) throw error;
    for (const problem of problems) process.stderr.write(`${wordProblem(problem, messages)}\n`);
    process.exit(toldWhy);
  }
};

/** Why a start cannot be, as far as somebody can mend it; undefined for a bug. */
const reasonsOf = (error: unknown): readonly Problem[] | undefined => {
  if (error instanceof WrongSettings) return error.problems;
  if (error instanceof StartRefused) return [error.problem];
  return error instanceof DatabaseUnavailable ? [unavailableProblem(error)] : undefined;
};

/** The exit code by which `npm start` knows that the reason has been told and a second start would not help. */
const toldWhy = 3;

/** Ctrl-C, a stop of the service and the end of our parent leave no PocketBase behind. */
export const stopOnSignals = (): void => {
  process.on('sveltekit:shutdown', () => {
    start()
      .then((running) => running.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  });
};
