import type { Database, Sql } from '#usecases/ports/database.ts';
import { parseSqlText, pickParams, rowLimit } from '../sqlite/sql-text.ts';
import { systemCollections, systemIndexes } from '../sqlite/system-collections.ts';
import { openColumnKeeper } from './ensure-columns.ts';
import { openPocketbaseClient, type PocketbaseClient, type ServiceAccount } from './pocketbase-client.ts';
import { refusal } from './refusal.ts';
import { openWriteQueue } from './write-queue.ts';
import { packUnit, resultOf, sendUnits, type TravellingUnit, type UnitAnswer } from './write-units.ts';

/** The database of a running PocketBase with the system collections in it. Throws DatabaseUnavailable when it does not let us in. */
export async function openPocketbaseDatabase(account: ServiceAccount): Promise<Database> {
  const client = openPocketbaseClient(account);
  const columns = openColumnKeeper(client);
  const writeTogether = openWriteQueue<TravellingUnit, UnitAnswer>({
    send: (units) => sendUnits(client, units, false),
    now: () => performance.now(),
  });
  const database: Database = {
    read: (sql, options) => readRows(client, sql, options?.job === true),
    write: async (statements, options) => {
      const unit = packUnit(statements, options?.row);
      // A job's unit is large and may run for long: it goes its own way.
      const answer = options?.job === true ? (await sendUnits(client, [unit], true))[0] : await writeTogether(unit);
      return resultOf(answer, unit);
    },
    ensureCollection: (collection) => columns.ensure(collection),
    dropCollection: (name) => columns.drop(name),
    close: () => client.close(),
  };
  try {
    await ensureSystem(database);
  } catch (error) {
    await client.close();
    throw error;
  }
  return database;
}

async function ensureSystem(database: Database): Promise<void> {
  for (const collection of systemCollections) await database.ensureCollection(collection);
  const indexes = await database.read<string>({ text: `select json_quote(name) from sqlite_master where type = 'index'`, params: {} });
  const present = new Set(indexes);
  const missing = systemIndexes.filter((text) => !present.has(/if not exists (\w+)/.exec(text)?.[1] ?? ''));
  if (missing.length > 0) {
    await database.write(
      missing.map((text) => ({ text, params: {} })),
      { job: true },
    );
  }
}

const onTheWire = (sql: Sql) => {
  const { names, braced } = parseSqlText(sql.text);
  return { sql: braced, params: pickParams(names, sql) };
};

async function readRows<Row>(client: PocketbaseClient, sql: Sql, job: boolean): Promise<readonly Row[]> {
  const answer = await client.send({ method: 'POST', path: '/api/biaoli/read', body: { ...onTheWire(sql), job }, job, repeatable: true });
  if (answer.status !== 200) throw refusal(answer, sql.text);
  const rows: Row[] = JSON.parse(answer.text);
  if (rows.length > rowLimit) throw new Error(`A read must not exceed ${rowLimit} rows: ${sql.text}`);
  return rows;
}
