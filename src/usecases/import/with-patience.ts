import { DatabaseUnavailable } from '#usecases/ports/database.ts';

const pause = 500;
const mostTries = 120;

/** Repeats work that may be repeated while the database is away, for about a minute; then the next start ends it. */
export const withPatience = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable) || tries === mostTries) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
};
