import type { Outcome } from '#usecases/outcome.ts';
import { Told } from './told.ts';

/** The value of an outcome; throws Told with its problems. */
export const requireDone = <T>(outcome: Outcome<T>): T => {
  if (outcome.ok) return outcome.value;
  const { refusal } = outcome;
  if (refusal.kind === 'refused') throw new Told(undefined, {}, refusal.problems);
  if (refusal.kind === 'forbidden') throw new Told(undefined, {}, [refusal.problem]);
  throw new Told('failed', { reason: refusal.kind });
};
