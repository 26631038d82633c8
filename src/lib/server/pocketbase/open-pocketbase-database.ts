import { DatabaseUnavailable, type Database, type Sql, type Statement, type StatementResult } from '#usecases/ports/database.ts';
import type { WriteConflict, WriteResult } from '#usecases/ports/database.ts';
import { parseSqlText, pickParams, rowLimit } from '../sqlite/sql-text.ts';
import { systemCollections, systemIndexes } from '../sqlite/system-collections.ts';
import { openColumnKeeper } from './ensure-columns.ts';
import { openPocketbaseClient, type PocketbaseAnswer, type PocketbaseClient, type ServiceAccount } from './pocketbase-client.ts';

/** The database of a running PocketBase with the system collections in it. Throws DatabaseUnavailable when it does not let us in. */
export async function openPocketbaseDatabase(account: ServiceAccount): Promise<Database> {
  const client = openPocketbaseClient(account);
  const columns = openColumnKeeper(client);
  const database: Database = {
    read: (sql, options) => readRows(client, sql, options?.job === true),
    write: (statements, options) => writeUnit(client, statements, options?.job === true),
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
  const answer = await client.send({ method: 'POST', path: '/api/biaoli/read', body: onTheWire(sql), job, repeatable: true });
  if (answer.status !== 200) throw refusal(answer, sql.text);
  const rows: Row[] = JSON.parse(answer.text);
  if (rows.length > rowLimit) throw new Error(`A read must not exceed ${rowLimit} rows: ${sql.text}`);
  return rows;
}

async function writeUnit(client: PocketbaseClient, statements: readonly Statement[], job: boolean): Promise<WriteResult> {
  const body = {
    statements: statements.map((statement) => ({ ...onTheWire(statement), changes: statement.changes, returns: statement.returns })),
  };
  const answer = await client.send({ method: 'POST', path: '/api/biaoli/write', body, job, repeatable: false });
  if (answer.status === 409) {
    const conflict: WriteConflict = JSON.parse(answer.text);
    return { ok: false, conflict };
  }
  if (answer.status !== 200) throw refusal(answer, statements.map((statement) => statement.text).join(' ¦ '));
  const { results }: { results: readonly StatementResult[] } = JSON.parse(answer.text);
  return { ok: true, results };
}

/** Mostly a mistake of our own SQL, for the log and never for an answer; a busy or full disk is the database's trouble. */
function refusal(answer: PocketbaseAnswer, text: string): Error {
  const message = `PocketBase refused (${answer.status}): ${answer.text.slice(0, 1_000)} in ${text.slice(0, 2_000)}`;
  return /database is locked|disk is full|disk I\/O|interrupted/.test(answer.text) ? new DatabaseUnavailable(message) : new Error(message);
}
