import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Collection, Column, Database, Sql, Statement, StatementResult, WriteResult } from '#usecases/ports/database.ts';
import { asJsonArray, checkName, parseSqlText, pickParams, rowLimit } from './sql-text.ts';
import { systemCollections, systemIndexes } from './system-collections.ts';

/** A database in this process's memory with the system collections in it: same contract as PocketBase, for fast tests. */
export function openMemoryDatabase(): Database {
  const engine = openEngine();
  for (const collection of systemCollections) addColumns(engine, collection);
  for (const text of systemIndexes) engine.sqlite.exec(text);
  return {
    async read<Row>(sql: Sql) {
      const rows: Row[] = JSON.parse(readText(engine, sql));
      if (rows.length > rowLimit) throw new Error(`A read must not exceed ${rowLimit} rows: ${sql.text}`);
      return rows;
    },
    write: async (statements) => writeUnit(engine, statements),
    ensureCollection: async (collection) => addColumns(engine, collection),
    dropCollection: async (name) => engine.sqlite.exec(`drop table if exists ${checkName(name)}`),
    close: async () => engine.sqlite.close(),
  };
}

interface Engine {
  readonly sqlite: DatabaseSync;
  readonly prepare: (text: string) => StatementSync;
}

function openEngine(): Engine {
  const sqlite = new DatabaseSync(':memory:');
  const prepared = new Map<string, StatementSync>();
  const prepare = (text: string): StatementSync => {
    const statement = prepared.get(text) ?? sqlite.prepare(text);
    if (prepared.size > 500) prepared.clear();
    prepared.set(text, statement);
    return statement;
  };
  return { sqlite, prepare };
}

/** Whole numbers go in as integers, as PocketBase binds them; node:sqlite would bind every number as a real. */
function bound(sql: Sql): Record<string, string | number | bigint | null> {
  const params = pickParams(parseSqlText(sql.text).names, sql);
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value]),
  );
}

function readText(engine: Engine, sql: Sql): string {
  const params = bound(sql);
  return String(engine.prepare(asJsonArray(sql.text)).get(params)?.['j']);
}

function writeUnit(engine: Engine, statements: readonly Statement[]): WriteResult {
  for (const statement of statements) bound(statement);
  const results: StatementResult[] = [];
  engine.sqlite.exec('begin immediate');
  try {
    for (const [index, statement] of statements.entries()) {
      const result = runStatement(engine, statement);
      if (statement.changes !== undefined && statement.changes !== result.changes) {
        engine.sqlite.exec('rollback');
        return { ok: false, conflict: { kind: 'changes', index } };
      }
      results.push(result);
    }
    engine.sqlite.exec('commit');
    return { ok: true, results };
  } catch (error) {
    if (engine.sqlite.isTransaction) engine.sqlite.exec('rollback');
    const column = /UNIQUE constraint failed: (.+)$/.exec(error instanceof Error ? error.message : '')?.[1];
    if (column === undefined) throw error;
    return { ok: false, conflict: { kind: 'unique', index: results.length, column } };
  }
}

function runStatement(engine: Engine, statement: Statement): StatementResult {
  if (statement.returns) return { changes: 0, rows: JSON.parse(readText(engine, statement)) };
  return { changes: Number(engine.prepare(statement.text).run(bound(statement)).changes) };
}

const columnSql = (column: Column): string =>
  `"${checkName(column.name)}" ${column.kind === 'json' ? 'JSON DEFAULT NULL' : "TEXT DEFAULT '' NOT NULL"}`;

function addColumns({ sqlite }: Engine, collection: Collection): void {
  const name = checkName(collection.name);
  sqlite.exec(`create table if not exists ${name} (id TEXT PRIMARY KEY NOT NULL DEFAULT ('r'||lower(hex(randomblob(7)))))`);
  const present = new Set(
    sqlite
      .prepare(`select name from pragma_table_info('${name}')`)
      .all()
      .map((row) => row['name']),
  );
  for (const column of collection.columns)
    if (!present.has(column.name)) sqlite.exec(`alter table ${name} add column ${columnSql(column)}`);
}
