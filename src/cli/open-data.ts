import { join } from 'node:path';
import { readConfig, type Config } from '#server/config.ts';
import { openPocketbaseDatabase } from '#server/pocketbase/open-pocketbase-database.ts';
import { isHealthy } from '#server/pocketbase/pocketbase-account.ts';
import { AccountRefused } from '#server/pocketbase/pocketbase-client.ts';
import { readRunning, readSecret, type ServiceSecret } from '#server/pocketbase/service-file.ts';
import { startPocketbase } from '#server/pocketbase/supervise-pocketbase.ts';
import { openWorld } from '#server/wire.ts';
import type { Database } from '#usecases/ports/database.ts';
import type { World } from '#usecases/ports/world.ts';
import { Told } from './told.ts';

export const requireConfig = (): Config => {
  const config = readConfig(process.env);
  if (!config.ok) throw new Told(undefined, {}, config.problems);
  return config.value;
};

export interface OpenData {
  readonly config: Config;
  readonly world: World;
}

/** Works on the data of BIAOLI_DATA: through the running server's PocketBase, else through one of its own under the same lock. */
export const withWorld = async <T>(work: (open: OpenData) => Promise<T>): Promise<T> => {
  const config = requireConfig();
  const secret = readSecret(config.data);
  if (!secret) throw new Told('noData', { folder: config.data });
  const { database, close } = (await joinRunning(config, secret)) ?? (await startOwn(config));
  try {
    const world = await openWorld(database, config.timeZone);
    try {
      return await work({ config, world });
    } finally {
      world.stop();
    }
  } finally {
    await close();
  }
};

interface Connection {
  readonly database: Database;
  close(): Promise<void>;
}

/** Undefined when none runs, or when something else answers at the address of an earlier one. */
const joinRunning = async (config: Config, secret: ServiceSecret): Promise<Connection | undefined> => {
  const running = readRunning(config.data);
  if (!running || !(await isHealthy(running.address))) return undefined;
  try {
    const database = await openPocketbaseDatabase({ address: running.address, ...secret });
    return { database, close: () => database.close() };
  } catch (error) {
    if (error instanceof AccountRefused) return undefined;
    throw error;
  }
};

const startOwn = async (config: Config): Promise<Connection> => {
  const started = await startPocketbase({ data: config.data, binary: config.pocketbase, log: () => undefined });
  return { database: started.database, close: () => started.stop() };
};

/** Address and account of the running PocketBase, for the administrator. */
export const runningDashboard = async (): Promise<{ address: string; email: string; file: string }> => {
  const { data } = requireConfig();
  const [secret, running] = [readSecret(data), readRunning(data)];
  if (!secret) throw new Told('noData', { folder: data });
  if (!running || !(await isHealthy(running.address))) throw new Told('noServer');
  return { address: `${running.address}/_/`, email: secret.email, file: join(data, 'service') };
};
