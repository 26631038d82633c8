import { DatabaseUnavailable, DiskFull } from '#usecases/ports/database.ts';
import type { PocketbaseAnswer } from './pocketbase-client.ts';

/** Mostly a mistake of our own SQL, for the log and never for an answer; a busy or full disk is the database's trouble. */
export function refusal(answer: PocketbaseAnswer, text: string): Error {
  const message = `PocketBase refused (${answer.status}): ${answer.text.slice(0, 1_000)} in ${text.slice(0, 2_000)}`;
  if (/disk is full/.test(answer.text)) return new DiskFull(message);
  return /database is locked|disk I\/O|interrupted/.test(answer.text) ? new DatabaseUnavailable(message) : new Error(message);
}
