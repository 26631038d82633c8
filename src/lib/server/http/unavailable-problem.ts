import { problem, type Problem } from '#core/problem.ts';
import { DiskFull, type DatabaseUnavailable } from '#usecases/ports/database.ts';

/** What people are told while the database cannot answer. */
export const unavailableProblem = (error: DatabaseUnavailable): Problem =>
  problem(error instanceof DiskFull ? 'disk-full' : 'database-unavailable');
