import { resolve } from 'node:path';
import { DatabaseUnavailable } from '#usecases/ports/database.ts';
import { openPocketbaseDatabase } from './open-pocketbase-database.ts';
import { readRunning, readSecret } from './service-file.ts';
import { StartRefused } from './start-refused.ts';
import { startPocketbase, type StartedPocketbase, type StartOptions } from './supervise-pocketbase.ts';

/**
 * For the command line: works through the database of the server that is running on the data folder; with none running it starts
 * PocketBase for its own time, under the same lock. `stop` ends only what this started. Throws StartRefused, DatabaseUnavailable.
 */
export async function joinPocketbase(options: StartOptions): Promise<StartedPocketbase> {
  try {
    return await startPocketbase(options);
  } catch (error) {
    if (!(error instanceof StartRefused) || error.problem.code !== 'data-in-use') throw error;
  }
  const data = resolve(options.data);
  const secret = readSecret(data);
  const running = readRunning(data);
  if (!secret || !running) throw new DatabaseUnavailable('The server on this folder is still starting');
  const account = { address: running.address, ...secret };
  const database = await openPocketbaseDatabase(account);
  return { ...account, database, stop: () => database.close() };
}
